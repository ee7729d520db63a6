import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { InlinedPages } from './inline-into-pages.js';

/** A finished bundle, and where pages find the files that it does not hold. */
export interface MadeBundle {
  readonly text: string;
  /** Address by which pages load it. */
  readonly src: string;
  readonly held: readonly string[];
  /** Other chunks that pages with this config load, with their texts. The first one is worth a preload. */
  readonly left: readonly { readonly path: string; readonly text: string }[];
  /** Addresses that are requested before a token is verified. */
  readonly asks: readonly string[];
  /** Address of the chunks, as the options of the command give it; `null` for a bundle that requests none. */
  readonly base: string | null;
  /** The file with the notices of the packages that it holds; `null` where none was written. */
  readonly notices: string | null;
  /** The pages whose text it is; `null` for a file. */
  readonly pages: InlinedPages | null;
}

/** Largest script whose size is given at the best quality of brotli. */
const MAX_FULLY_COMPRESSED_BYTES = 400_000;

/** Describes the size and the contents of a bundle, and writes the lines of HTML that load it. */
export function describeBundle({ text, src, held, left, asks, base, notices, pages }: MadeBundle): string {
  const code = Buffer.from(text);
  const gzip = gzipSync(code, { level: 9 }).length;
  // The best quality takes half a second for a script of 1 MB: there the quality of most servers has to do.
  const quality = code.length > MAX_FULLY_COMPRESSED_BYTES ? 9 : 11;
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
  const sizes = [`${count(code.length)} B`, `gzip ${count(gzip)} B`, `brotli ${count(brotli)} B`].join(', ');
  const rows = [
    ['size', sizes],
    ['contains', ['zephr.js', 'the config', ...held].join(', ')],
    ['needs', base === null ? 'no other file' : describeLeft(left, base)],
    ...asks.map((address) => ['requests', `${address}, if there is a token`]),
    ...(notices === null ? [] : [['notices', `${notices}: publish it ${pages ? 'there' : 'beside the script'}`]]),
    ...(pages ? describePages(pages, text) : [['integrity', hashOf(text)]]),
  ];
  const width = Math.max(...rows.map(([name]) => name!.length)) + 2;
  // Only some readers see a pop-up, so its chunk is not worth a preload on every page.
  const links = left.slice(0, 1).map((chunk) => {
    const href = addressOf(`${base ?? ''}${chunk.path}`, src);
    return `<link rel="modulepreload" href="${quote(href)}" integrity="${hashOf(chunk.text)}" crossorigin>`;
  });
  const tag = `<script src="${quote(src)}" integrity="${hashOf(text)}" crossorigin></script>`;
  const lines = [...links, ...(pages ? [] : [tag])];
  return [
    ...rows.map(([name, value]) => `${name!.padEnd(width)}${value}`),
    ...(lines.length > 0 ? ['', ...lines] : []),
    '',
  ].join('\n');
}

/** Says which pages have it, and how a policy allows it: by its hash (CSP, level 3, section 2.3.1). */
function describePages({ changed, without }: InlinedPages, text: string): readonly (readonly string[])[] {
  return [
    ['pages', changed.join(', ')],
    ...(without.length > 0 ? [['unchanged', `${without.join(', ')}: no script tag of the SDK`]] : []),
    ['csp', `script-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`],
  ];
}

/** Says where pages find the files that a bundle does not hold. */
function describeLeft(left: MadeBundle['left'], base: string): string {
  const place = base === './' ? 'beside it' : `at ${base}`;
  const more = left.length > 0 ? `${left.map(({ path }) => path).join(', ')} and ` : '';
  return `${place}: ${more}the files in chunks/ that few pages need`;
}

/** The hash by which a page verifies a file (W3C, Subresource Integrity). */
export function hashOf(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}

/** The shortest address by which a bundle loads a file. */
function addressOf(path: string, src: string): string {
  // The address of a bundle may be a path alone, which each page resolves against its own site.
  const site = 'https://site.invalid';
  const { href } = new URL(path, new URL(src, site));
  return href.startsWith(`${site}/`) ? href.slice(site.length) : href;
}

function count(amount: number): string {
  return amount.toLocaleString('en');
}

/** Escapes an address for an attribute. */
function quote(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
