/** The questions of docs/project/questions.md: the search of the built site finds each answer, and its page has it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch, { type Options } from 'minisearch';
import { SEARCH } from '../../docs/.vitepress/search.mjs';
import { listSiteFiles, readSiteFile, readSiteLinks, SITE_BASE, SITE_FOLDER } from '../support/built-site.js';
import { readNames, readPage } from '../support/read-page.js';

const PAGE = 'project/questions.md';

/** How many results are looked at before another search is tried. */
const MAX_RESULTS = 5;

const questions = readPage(PAGE)
  .split('\n')
  .map((line) => /^\| (.+\?) \| (.+) \| \[.+\]\(([^)]+)\) \|$/.exec(line))
  .filter((row) => row !== null)
  .map(([, question, short, link]) => ({
    question: question!,
    keys: readNames(short!),
    page: posix.join(posix.dirname(PAGE), link!.split('#')[0]!),
  }));

/** Reads the index that VitePress wrote, as the search box does. */
async function readIndex(): Promise<MiniSearch> {
  const [file] = listSiteFiles('.js').filter((path) => path.includes('localSearchIndexroot'));
  const { default: json } = (await import(pathToFileURL(join(SITE_FOLDER, file!)).href)) as { default: string };
  return MiniSearch.loadJSON(json, {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    searchOptions: SEARCH.miniSearch.searchOptions,
    ...SEARCH.miniSearch.options,
  } as Options);
}

const index = await readIndex();

suite('the questions', () => {
  test('are at least 30', () => {
    assert.ok(questions.length >= 30, `${questions.length}`);
  });

  for (const { question, keys, page } of questions) {
    test(`${question} is found by one search`, () => {
      const pages = index.search(question).map(({ id }) => String(id).slice(SITE_BASE.length).split('#')[0]);
      const first = [...new Set(pages)].slice(0, MAX_RESULTS);

      assert.ok(first.includes(page.replace(/\.md$/, '.html')), `found ${first.join(', ')}`);
    });

    test(`${question} is answered on its page`, () => {
      assert.notEqual(keys.length, 0);
      const text = readPage(page).replaceAll('`', '');
      for (const key of keys) assert.ok(text.includes(key), `docs/${page} does not have "${key}"`);
    });
  }

  test('are one click from the landing page, so that each answer is two clicks away', () => {
    const home = { path: 'index.html', html: readSiteFile('index.html') };

    assert.ok(readSiteLinks(home).some(({ path }) => path === PAGE.replace(/\.md$/, '.html')));
  });
});
