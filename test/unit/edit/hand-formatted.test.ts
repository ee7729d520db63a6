import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { createEdit, createMove } from '../../../src/edit/create-edit.js';
import type { Edit } from '../../../src/edit/edit.js';
import { writeEdits } from '../../../src/edit/write-edits.js';

const TEXT = `{
  "version": 1,

  "products": { "gold": { "claimValue": "gold", "features": ["articles"] } },
  "components": {
    "register": { "type": "registration-wall" },

    "subscribe": {
      "type": "paywall",
      "offers": [{ "id": "monthly" }] }
  },
  "features": {}
}`;
const VALUE = JSON.parse(TEXT) as unknown;

suite('edits of a text that was formatted by hand', () => {
  const node = {
    type: 'trial',
    limit: 3,
    window: { days: 30 },
    yes: 'show',
    no: { content: 'hide', components: ['register'] },
  };
  const rows: readonly (readonly [says: string, edits: Edit[], from: string, to: string])[] = [
    ['change a text', [createEdit(VALUE, '/products/gold/claimValue', 'au')], '"claimValue": "gold"', '"claimValue": "au"'],
    ['add to an object on one line', [createEdit(VALUE, '/products/gold/title', 'Gold')], '["articles"] }', '["articles"], "title": "Gold" }'],
    ['add in front of an object on one line', [createEdit(VALUE, '/products/gold/title', 'Gold', 0)], '"gold": { ', '"gold": { "title": "Gold", '],
    ['add to a list on one line', [createEdit(VALUE, '/products/gold/features/1', 'videos')], '["articles"]', '["articles", "videos"]'],
    ['add a line without an empty one', [createEdit(VALUE, '/components/hello', { type: 'custom-block' })], '"monthly" }] }\n', '"monthly" }] },\n    "hello": { "type": "custom-block" }\n'],
    ['open an empty object', [createEdit(VALUE, '/features/articles', {})], '"features": {}', '"features": {\n    "articles": {}\n  }'],
    ['write what is long or deep on lines', [createEdit(VALUE, '/features/articles', { rules: { anonymous: node } })], '"features": {}', `"features": {
    "articles": {
      "rules": {
        "anonymous": {
          "type": "trial",
          "limit": 3,
          "window": { "days": 30 },
          "yes": "show",
          "no": { "content": "hide", "components": ["register"] }
        }
      }
    }
  }`],
    ['remove a line and the comma in front of it', [createEdit(VALUE, '/features', undefined)], '},\n  "features": {}', '}'],
    ['remove the first member', [createEdit(VALUE, '/components/register', undefined)], '"register": { "type": "registration-wall" },\n\n    ', ''],
    ['empty a list', [createEdit(VALUE, '/products/gold/features/0', undefined)], '["articles"]', '[]'],
    ['rename a member, whose value keeps its text', createMove(VALUE, '/components/subscribe', '/components/pay'), '"subscribe"', '"pay"'],
    ['replace a value by one of another kind', [createEdit(VALUE, '/products/gold/claimValue', ['gold', 'au'])], '"claimValue": "gold"', '"claimValue": ["gold", "au"]'],
  ]; // prettier-ignore
  for (const [says, edits, from, to] of rows) {
    test(says, () => {
      assert.equal(writeEdits(TEXT, edits), TEXT.replace(from, to));
    });
  }

  test('change the last one of two members of one name, which is the one that counts', () => {
    assert.equal(writeEdits('{"a": 1, "a": 2}', [{ pointer: '/a', before: 2, after: 3 }]), '{"a": 1, "a": 3}');
    assert.equal(writeEdits('{"a": 1, "b": 0, "a": 2}', [{ pointer: '/a', before: 2 }]), '{"b": 0}');
  });

  test('leave names that are numbers in the order of the text', () => {
    assert.equal(writeEdits('{"2": 0, "1": 0}', [{ pointer: '/3', after: 0 }]), '{"2": 0, "3": 0, "1": 0}');
  });
});

suite('one edited value is one line of `git diff`', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'zephr-edit-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const files: Readonly<Record<string, string>> = {
    'two spaces and objects on one line': TEXT,
    'tabs': TEXT.replaceAll('  ', '\t'),
    'lines that end as on Windows': TEXT.replaceAll('\n', '\r\n'),
    'a byte order mark': `\uFEFF${TEXT}`,
    'no end of the last line': `${TEXT}\n`,
    'four spaces': TEXT.replaceAll('  ', '    '),
  }; // prettier-ignore
  const edits: readonly Edit[] = [
    { pointer: '/products/gold/claimValue', before: 'gold', after: 'au' },
    { pointer: '/products/gold/title', after: 'Gold' },
    { pointer: '/components/subscribe/offers/1', after: { id: 'yearly' } },
    { pointer: '/products/gold/features/0', before: 'articles' },
  ];
  for (const [says, text] of Object.entries(files)) {
    test(`with ${says}`, () => {
      edits.forEach((edit, at) => {
        const [old, young] = ['old', 'new'].map((name) => join(folder, `${name}-${at}.json`)) as [string, string];
        writeFileSync(old, text);
        writeFileSync(young, writeEdits(text, [edit]));
        assert.equal(diff(old, young), '1 1');
      });
    });
  }
});

/** Lines that were added and removed. `git` ends with 1 where files differ. */
function diff(old: string, young: string): string {
  try {
    return execFileSync('git', ['diff', '--no-index', '--numstat', old, young], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout.split(/\s/).slice(0, 2).join(' ');
  }
}
