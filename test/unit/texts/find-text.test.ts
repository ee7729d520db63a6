import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findText } from '../../../src/texts/find-text.js';

suite('the publisher’s words for a text', () => {
  for (const [says, texts, language, found] of [
    ['are those by key', { close: 'Shut' }, 'en', 'Shut'],
    ['are those of the language before those by key', { close: 'Shut', de: { close: 'Zu' } }, 'de', 'Zu'],
    ['are those of a language for its regions', { pt: { close: 'Fechar' } }, 'pt-BR', 'Fechar'],
    ['are those of a region first', { pt: { close: 'A' }, 'pt-BR': { close: 'B' } }, 'pt-BR', 'B'],
    ['are those of the language where its region lacks them', { pt: { close: 'A' }, 'pt-BR': {} }, 'pt-BR', 'A'],
    ['are those by key where the language lacks them', { close: 'Shut', pt: { notice: 'A' } }, 'pt-BR', 'Shut'],
    ['are found by script, then by language', { zh: { close: 'A' }, 'zh-Hant': { close: 'B' } }, 'zh-Hant-TW', 'B'],
    ['are found whatever the case of the tag', { 'pt-BR': { close: 'B' } }, 'pt-br', 'B'],
    ['are found whatever the case of the key', { 'pt-br': { close: 'B' } }, 'PT-BR', 'B'],
    ['are not those of another region', { 'pt-PT': { close: 'P' } }, 'pt-BR', undefined],
    ['are not those of another language', { de: { close: 'Zu' } }, 'en', undefined],
    ['are skipped where they are blank', { close: 'Shut', de: { close: ' ' } }, 'de', 'Shut'],
    ['are skipped where they are not text', { close: 7, de: 'Zu', 'de-AT': { close: [] } }, 'de-AT', undefined],
    ['are found without a language', { close: 'Shut' }, undefined, 'Shut'],
    ['are not found in inherited members', { de: Object.create({ close: 'Zu' }) as object }, 'de', undefined],
    ['are not found in a value that is not an object', 'texts', 'de', undefined],
    ['are not found where there is nothing', undefined, 'de', undefined],
  ] as const) {
    test(says, () => {
      assert.equal(findText(texts, 'close', language), found);
    });
  }
});
