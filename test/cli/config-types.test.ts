import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { compileSite } from '../support/compile-site.js';
import { configTypeCases } from '../support/config-type-cases.js';

suite('a config in TypeScript', () => {
  const { files, messages } = configTypeCases();
  let found: Readonly<Record<string, string>>;
  before(async () => {
    found = await compileSite({ files });
  });

  test('may name everything that it has, and be imported as JSON', () => {
    assert.deepEqual(
      Object.entries(found).filter(([file]) => !messages[file]),
      [],
    );
  });

  for (const [file, message] of Object.entries(messages)) {
    test(`tells a mistake where it is made: ${file}`, () => {
      assert.match(found[file] ?? '', message);
    });
  }
});
