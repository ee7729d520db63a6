/** The examples with sealed pages: their key, their subscriber, and what their built sites may not hold. */
import { readdir, readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTENT, readExample } from './example.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The environment in which these examples are built, as their READMEs say it. */
export const SEALED_ENV = {
  ZEPHR_SEAL_KEYS: /ZEPHR_SEAL_KEYS=([\w:-]+)/.exec(readExample('sealed-html')['README.md']!)![1]!,
};

/** The token that examples/README.md gives to subscribers of these examples. */
export const SEALED_TOKEN = [...readFileSync(`${examples}README.md`, 'utf8').matchAll(/blaize_jwt=([\w.-]+)/g)].at(
  -1,
)![1]!;

/** A built site, as its source has it. */
export interface SiteSource {
  /** Number of seals in its pages. */
  readonly seals: number;
  /** Files that hold the gated content in clear, or a sealing key. */
  readonly leaks: readonly string[];
}

/** Reads all files of a built site. */
export async function readSource(folder: string): Promise<SiteSource> {
  const [, key] = SEALED_ENV.ZEPHR_SEAL_KEYS.split(':');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let seals = 0;
  const leaks: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const text = await readFile(path, 'latin1');
    if (entry.name.endsWith('.html')) seals += [...text.matchAll(/<script type="application\/jose">[\w.-]+</g)].length;
    if (text.includes(CONTENT) || text.includes(key!)) leaks.push(relative(folder, path));
  }
  return { seals, leaks };
}
