import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { EXAMPLE_CONFIG, EXAMPLE_READERS } from '../../../scripts/docs/example-files.js';
import { EXAMPLE_TIME } from '../../../scripts/docs/node-examples.js';
import { findExamples } from '../../../scripts/docs/find-examples.js';
import type { Schema } from '../../../scripts/docs/json-schema.js';
import { findSections } from '../../../scripts/docs/schema-sections.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { checkExpectations } from '../../../src/readers/check-expectations.js';
import { readReaders } from '../../../src/readers/read-readers.js';
import { describeConfig, writeReadersSchema } from '../../../src/schema/write-json-schema.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';

/** Members that a config cannot give: an outcome has no value. */
const WITHOUT_EXAMPLE = new Set(['expect[]/value']);

for (const [name, schema, example] of [
  ['zephr.json', describeConfig(), EXAMPLE_CONFIG],
  ['zephr.readers.json', writeReadersSchema(), EXAMPLE_READERS],
] as const) {
  suite(`the example of ${name}`, () => {
    for (const section of findSections(schema as Schema, name).list) {
      const members = Object.keys(section.schema.properties ?? {});
      if (members.length === 0 || section.heading === 'Exit of a sub rule') continue;
      test(`has every member of ${section.heading}`, () => {
        const found = findExamples(example, section).flatMap((value) => Object.keys(value));

        assert.deepEqual(
          members.filter(
            (member) =>
              !found.includes(member) && !WITHOUT_EXAMPLE.has(`${section.heading.replaceAll('`', '')}/${member}`),
          ),
          [],
        );
      });
    }
  });
}

test('the example of zephr.json has no mistake', () => {
  assert.deepEqual(
    findMistakes(EXAMPLE_CONFIG).filter(({ severity }) => severity === 'error'),
    [],
  );
});

test('the example of zephr.readers.json has no mistake, and what it expects holds', () => {
  const { file, mistakes } = readReaders(JSON.stringify(EXAMPLE_READERS), [EXAMPLE_CONFIG]);
  const checked = checkExpectations(file!, compileConfig(EXAMPLE_CONFIG), EXAMPLE_TIME);

  assert.deepEqual(mistakes, []);
  assert.deepEqual(
    checked.flatMap(({ differences }) => differences),
    [],
  );
});
