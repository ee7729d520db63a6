import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createSealer } from '../../../src/sealer/create-sealer.js';
import { checkPage } from '../../../src/sealer/check-page.js';
import { createFeatureKeys } from '../../../src/sealer/feature-keys.js';
import { aSeal, changePart, SEAL_KEY } from '../../support/a-seal.js';
import { aSealedConfig, aStoryPage, SECRET, STORY } from '../../support/a-sealer.js';

const OTHER_KEY = { kid: '2', key: 'B'.repeat(42) + 'A' };
const sealer = createSealer({ config: aSealedConfig(), keys: [SEAL_KEY] });
const codesOf = async (html: string): Promise<string[]> => (await sealer.check(html)).map(({ code }) => code);

suite('checking a page', () => {
  test('finds nothing where it was sealed', async () => {
    assert.deepEqual(await sealer.check(await sealer.html(aStoryPage())), []);
  });

  test('finds a place that is declared sealed, and is not', async () => {
    const [found] = await sealer.check(aStoryPage());

    assert.equal(found!.code, 'not-sealed');
    assert.equal(found!.offset, aStoryPage().indexOf('<zephr-feature'));
  });

  test('finds seals that do not open', async () => {
    const html = await sealer.html(aStoryPage());
    const [, seal] = /jose">([^<]*)</.exec(html) as unknown as [string, string];
    const other = createSealer({ config: aSealedConfig(), keys: [OTHER_KEY] });

    assert.deepEqual(await codesOf(html.replace(seal, changePart(seal, 3))), ['seal-broken']);
    assert.deepEqual(await codesOf(html.replace(seal, changePart(seal, 1))), ['seal-invalid']);
    assert.deepEqual(await codesOf(await other.html(aStoryPage())), ['key-unknown']);
  });

  test('finds a seal of another feature and one of another page', async () => {
    const foreign = await aSeal('<p>x</p>', { feature: 'videos' });
    const place = (seal: string): string => aStoryPage(`<script type="application/jose">${seal}</script>`);

    assert.deepEqual(await codesOf(place(foreign)), ['seal-foreign']);
    assert.deepEqual(await codesOf(place(await aSeal('<p>x</p>', { path: '/news/story' }))), ['seal-path']);
    assert.deepEqual(await codesOf(place(await aSeal('<p>x</p>', { path: '/%73tory' }))), []);
  });

  test('notes a retired key, and files at public addresses', async () => {
    const html = await sealer.html(aStoryPage(`${STORY}<img alt="" src="/photo.jpg">`));
    const { masterKeys } = createFeatureKeys([OTHER_KEY, SEAL_KEY]);

    const { mistakes, notes } = await checkPage(html, { config: aSealedConfig(), masterKeys }, 'story.html');

    assert.deepEqual(mistakes, []);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['seal-retired', 'seal-public-file'],
    );
  });

  test('finds what is sealed in the head of the page', async () => {
    const html = await sealer.html(aStoryPage(STORY, `<meta name="description" content="${SECRET}">`));

    const [found, ...others] = await sealer.check(html);

    assert.deepEqual([found?.code, others.length], ['seal-leak', 0]);
    assert.ok(html.slice(found!.offset).startsWith('secret1 '));
  });
});
