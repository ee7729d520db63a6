/** The links of the built documentation, and what its pages load. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CHAPTERS } from '../../docs/.vitepress/sidebar.mjs';
import { listPages } from '../support/read-page.js';
import { listSiteFiles, readSiteFile, readSiteLinks, readSitePages } from '../support/built-site.js';

const pages = readSitePages();
const byPath = new Map(pages.map((page) => [page.path, page]));

/** A file that the browser loads by itself, in HTML or in a style sheet. */
const LOADED = [
  /<(?:script|img|source|iframe|video|audio|embed|track|input)\b[^>]*\ssrc(?:set)?="([^"]+)"/g,
  /<link\b[^>]*\shref="([^"]+)"/g,
  /url\(\s*["']?([^"')]+)/g,
  /@import\s+["']([^"']+)/g,
];

suite('the built site', () => {
  test('has every page of docs/', () => {
    const missing = listPages().filter((page) => !byPath.has(page.replace(/\.md$/, '.html')));

    assert.deepEqual(missing, []);
  });

  test('lists every page of docs/ in its sidebar', () => {
    const listed = CHAPTERS.flatMap(({ folder, pages: own = [], groups = [] }) =>
      [...own, ...groups.flatMap((group) => group.pages)].map((page) => `${folder}/${page}.md`),
    );
    const decisions = (page: string): boolean => /^project\/decisions\/\d/.test(page);

    assert.deepEqual(
      listPages().filter((page) => page !== 'index.md' && !decisions(page) && !listed.includes(page)),
      [],
    );
  });

  test('has text on every page', () => {
    const empty = pages.filter(
      ({ path, html }) => path !== '404.html' && html.replace(/<[^>]+>/g, '').trim().length < 200,
    );

    assert.deepEqual(
      empty.map(({ path }) => path),
      [],
    );
  });

  test('links to no anchor that its pages do not have', () => {
    const dead = pages.flatMap((page) =>
      readSiteLinks(page).flatMap(({ path, anchor }) => {
        const target = byPath.get(path);
        if (!target) return /\.(html)$/.test(path) ? [`${page.path}: ${path}`] : [];
        const isThere = !anchor || target.html.includes(` id="${anchor}"`);
        return isThere ? [] : [`${page.path}: ${path}#${anchor}`];
      }),
    );

    assert.deepEqual([...new Set(dead)], []);
  });

  test('loads nothing from another address', () => {
    const files = [...pages, ...listSiteFiles('.css').map((path) => ({ path, html: readSiteFile(path) }))];
    const foreign = files.flatMap(({ path, html }) =>
      LOADED.flatMap((pattern) => [...html.matchAll(pattern)].map(([, address]) => address!))
        .filter((address) => /^(https?:)?\/\//.test(address))
        .map((address) => `${path}: ${address}`),
    );

    assert.deepEqual(foreign, []);
  });

  test('shows the braces of templates as they are written', () => {
    assert.match(byPath.get('guides/walls.html')!.html, /\{\{claims\.name\}\}/);
  });
});
