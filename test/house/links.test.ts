/** Links of the pages in this repository: each leads to a file that exists, and to a heading of it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anchorOf } from '../../scripts/anchor-of.mjs';
import { listPages } from '../support/read-page.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = [
  ...['README.md', 'SECURITY.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'examples/wordpress/README.md'],
  ...listPages().map((page) => `docs/${page}`),
];

/** A page without its blocks of code, and without code in its lines. */
const readText = (page: string): string => readFileSync(root + page, 'utf8').replace(/^(`{3,})[^]*?^\1$/gm, '');

/** The anchors of a page: of its headings, and of those of the file that it shows. */
function readAnchors(page: string): string[] {
  const text = readText(page);
  const included = [...text.matchAll(/<!--@include: ([^{#]+?)(?:\{.*)?-->/g)].map(([, path]) =>
    posix.join(posix.dirname(page), path!),
  );
  return [
    ...[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!)),
    ...included.flatMap((path) => readAnchors(path)),
  ];
}

suite('links', () => {
  for (const page of PAGES) {
    test(`of ${page} lead somewhere`, () => {
      const links = [
        ...readText(page)
          .replace(/`[^`\n]*`/g, '')
          .matchAll(/\]\(([^)\s]+)\)/g),
      ].map(([, href]) => href!);
      const dead = links.filter((href) => {
        if (/^[a-z]+:/.test(href)) return false;
        const [path, anchor] = href.split('#');
        // A path from the root of the site is a file of docs/public.
        if (path?.startsWith('/')) return !existsSync(`${root}docs/public${path}`);
        const target = path ? posix.join(posix.dirname(page), path) : page;
        // Made when the documentation is built, whose own test follows its links.
        if (/^docs\/reference\/api(\/|$)/.test(target)) return false;
        if (!existsSync(root + target)) return true;
        return Boolean(anchor) && target.endsWith('.md') && !readAnchors(target).includes(anchor!);
      });

      assert.deepEqual(dead, []);
    });
  }
});
