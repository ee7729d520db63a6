/** The command lines that documents tell people to enter. */
import { readFileSync, readdirSync } from 'node:fs';
import { listPages, readPage } from './read-page.js';

/** A block of command lines, which are entered one after the other. */
export interface ShellBlock {
  /** Path of the document from the root of the repository, with the number of the block's first line. */
  readonly at: string;
  readonly file: string;
  readonly lines: readonly string[];
}

/** A document, by its path from the root of the repository. */
interface Document {
  readonly file: string;
  readonly text: string;
}

const root = new URL('../../', import.meta.url);

/** All documents that people read: pages, and the files beside the code. */
export function readDocuments(): Document[] {
  const examples = readdirSync(new URL('examples/', root), { recursive: true, encoding: 'utf8' })
    .map((file) => `examples/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.md') && !file.includes('/node_modules/'));
  return [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...examples].map((file) => ({
      file,
      text: readFileSync(new URL(file, root), 'utf8'),
    })),
    ...listPages().map((page) => ({ file: `docs/${page}`, text: readPage(page) })),
  ];
}

/** The blocks of command lines in documents, without comments at the ends of lines. */
export function readShellBlocks(documents: readonly Document[] = readDocuments()): ShellBlock[] {
  return documents.flatMap(({ file, text }) =>
    [...text.matchAll(/^```(?:sh|bash|shell|console)\n([^]*?)^```$/gm)].map(({ index, 1: code }) => ({
      at: `${file}:${text.slice(0, index).split('\n').length + 1}`,
      file,
      lines: code!
        .split('\n')
        .map((line) => line.replace(/\s+# .*$/, ''))
        .filter((line) => line.trim() !== ''),
    })),
  );
}
