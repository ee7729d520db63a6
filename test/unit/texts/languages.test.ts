import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { WORDS } from '../../../demo/gallery-words.mjs';
import { writeLanguageFiles } from '../../../scripts/write-language-files.mjs';
import { EN } from '../../../src/texts/en.js';
import { FAULTS, FILES } from '../../../src/texts/language-files.js';
import { DEFAULT_LANGUAGE, LANGUAGES } from '../../../src/texts/languages.js';
import { loadTexts, textFor, textsOf } from '../../../src/texts/load-texts.js';
import { readPage } from '../../support/read-page.js';

const folder = new URL('../../../src/texts/', import.meta.url);
const others = LANGUAGES.filter(({ tag }) => tag !== DEFAULT_LANGUAGE);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}|trial\.\w+/g)].map(String).sort();

suite('the languages of the elements', () => {
  test('are those that have a file', () => {
    const files = readdirSync(folder).filter((name) => /^[a-z]{2,3}\.ts$/.test(name));

    assert.deepEqual(LANGUAGES.map(({ tag }) => `${tag}.ts`).sort(), files.sort());
  });

  test('are listed for bundlers as `npm run generate` lists them', async () => {
    const path = fileURLToPath(new URL('language-files.ts', folder));

    assert.equal(readFileSync(path, 'utf8'), await writeLanguageFiles(others, await resolveConfig(path)));
    assert.deepEqual(
      [Object.keys(FILES), Object.keys(FAULTS)],
      [others, others].map((list) => list.map(({ tag }) => tag)),
    );
  });

  test('are those that the documentation names', () => {
    const page = readPage('editors/words.md');
    const names = LANGUAGES.map(({ name }) => name);

    assert.ok(page.includes(`Walls speak ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`));
  });

  test('are those of the gallery', () => {
    assert.deepEqual(
      Object.keys(WORDS),
      LANGUAGES.map(({ tag }) => tag),
    );
  });

  for (const { tag, name } of others) {
    test(`have every word in ${name}, with the placeholders of the English one`, async () => {
      const { TEXTS } = await FILES[tag]!();

      assert.deepEqual(Object.keys(TEXTS), Object.keys(EN));
      for (const [key, text] of Object.entries(TEXTS)) {
        assert.ok(text.trim(), key);
        const english = placeholders(EN[key as keyof typeof EN]);
        assert.deepEqual(
          [...new Set(placeholders(text))].filter((found) => !english.includes(found)),
          [],
          key,
        );
      }
      assert.equal(TEXTS.fault, FAULTS[tag]);
    });
  }

  test('are English until their file has arrived, and English where there is no file', async () => {
    const before = textsOf('de-AT').close;
    await loadTexts('de-AT');

    assert.deepEqual([before, textsOf('de-AT').close, textsOf('nl').close], ['Close', 'Schließen', 'Close']);
    assert.deepEqual(
      [loadTexts('de'), loadTexts('nl'), loadTexts('constructor'), loadTexts()],
      [null, null, null, null],
    );
  });

  test('yield to the publisher’s words', async () => {
    await loadTexts('fr');

    assert.deepEqual(
      [
        textFor('close', 'fr'),
        textFor('close', 'fr-CA', { fr: { close: 'Quitter' } }),
        textFor('notice', 'fr', { close: 'x' }),
      ],
      ['Fermer', 'Quitter', 'Message'],
    );
  });
});
