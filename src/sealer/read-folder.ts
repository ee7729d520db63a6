import type { Dirent } from 'node:fs';
import { MAX_SEARCHED_BYTES } from './limits.js';

/** Files that hold no text. */
const BINARY =
  /\.(?:avif|bmp|gif|ico|jpe?g|png|webp|heic|tiff?|mp[34]|m4[av]|mov|og[agv]|opus|wav|webm|flac|woff2?|ttf|otf|eot|pdf|zip|zst|wasm|docx?|xlsx?|epub)$/i;
const PAGE = /\.x?html?$/i;

/** A folder, and the functions of the runtime that read it. */
export interface Folder {
  readonly path: string;
  readonly readFile: (path: string) => Promise<Uint8Array<ArrayBuffer>>;
  readonly readdir: (path: string, options: { withFileTypes: true }) => Promise<Dirent[]>;
  readonly sizeOf: (path: string) => Promise<number>;
}

/** The page that a file is a packed twin of, by its name: `story.html` of `story.html.br`; `null` for other files. */
export function pageOfTwin(file: string): string | null {
  const [, page] = /^(.+)\.(?:gz|br|zst)$/i.exec(file) ?? [];
  return page !== undefined && isPageFile(page) ? page : null;
}

/** Whether a file is a page, by its name. */
export function isPageFile(file: string): boolean {
  return PAGE.test(file);
}

/** Opens a folder. The functions for files are loaded here only: the rest of the sealer also runs on the edge, which has none. */
export async function openFolder(path: string): Promise<Folder> {
  const files = await import('node:fs/promises');
  return {
    path,
    readFile: async (file) => new Uint8Array(await files.readFile(file)),
    readdir: files.readdir,
    sizeOf: async (file) => (await files.stat(file)).size,
  };
}

/** Lists the files of a folder and those below it, sorted, by their paths with slashes. Links to folders are not followed. */
export async function listFiles({ path, readdir }: Folder, below = ''): Promise<string[]> {
  const entries = await readdir(`${path}/${below}`, { withFileTypes: true });
  const lists = await Promise.all(
    entries.map(async (entry) => {
      const name = `${below}${entry.name}`;
      return entry.isDirectory() ? await listFiles({ path, readdir } as Folder, `${name}/`) : [name];
    }),
  );
  return lists.flat().sort();
}

/**
 * Reads a file as text.
 *
 * @param isStrict - Whether text that is not UTF-8 is refused. Otherwise it is read as far as it is.
 * @returns `null` for a file without text, a folder, or one that is too large.
 */
export async function readFolderText(folder: Folder, file: string, isStrict = false): Promise<string | null> {
  const path = `${folder.path}/${file}`;
  if (BINARY.test(file) || (await folder.sizeOf(path)) > MAX_SEARCHED_BYTES) return null;
  const octets = await unpack(await folder.readFile(path), file);
  try {
    const text = new TextDecoder('utf-8', { fatal: isStrict, ignoreBOM: true }).decode(octets);
    // Text has none.
    return !isStrict && text.slice(0, 8192).includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** Unpacks a twin that servers send as it is. A damaged one is read as it is. */
async function unpack(octets: Uint8Array<ArrayBuffer>, file: string): Promise<Uint8Array<ArrayBuffer>> {
  const [, format] = /\.(gz|br)$/i.exec(file) ?? [];
  if (format === undefined) return octets;
  const { brotliDecompressSync, gunzipSync } = await import('node:zlib');
  const unpackSync = format.toLowerCase() === 'br' ? brotliDecompressSync : gunzipSync;
  try {
    return new Uint8Array(unpackSync(octets, { maxOutputLength: MAX_SEARCHED_BYTES }));
  } catch {
    return octets;
  }
}
