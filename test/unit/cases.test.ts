import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { JUDGES, type Case } from '../support/judge-cases.js';

const folder = new URL('../cases/', import.meta.url);

for (const [table, judge] of Object.entries(JUDGES)) {
  const rows = JSON.parse(readFileSync(new URL(`${table}.json`, folder), 'utf8')) as readonly Case[];
  suite(table, () => {
    for (const row of rows) test(row.says, () => assert.deepEqual(judge(row), row.gives));
  });

  test(`each sentence is unique in the table ${table}`, () => {
    const sentences = rows.map(({ says }) => says);

    assert.deepEqual(
      sentences.filter((says, index) => sentences.indexOf(says) !== index),
      [],
    );
  });
}

test('every table is judged', () => {
  const tables = readdirSync(folder).map((name) => name.replace('.json', ''));

  const judgedElsewhere = ['guarded-tokens', 'signed-tokens'];

  assert.deepEqual(tables.sort(), [...Object.keys(JUDGES), ...judgedElsewhere].sort());
});
