import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { toEngineInput } from '../../../src/decision/to-engine-input.js';
import type { Config } from '../../../src/model/config.js';
import { findExits } from '../../../src/paths/find-exits.js';
import { generateReaders } from '../../../src/readers/generate-readers.js';
import { aConfig } from '../../support/a-config.js';
import { soundConfig } from '../../support/arbitrary-rules.js';
import { NOON } from '../../support/judge-cases.js';
import { createExitReader } from '../../support/taken-exits.js';

suite('generated readers', () => {
  test('meet each user state and each exit of a rule', () => {
    const state = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Texas' };
    const rules = { anonymous: { content: 'hide' }, registered: { ...state, yes: 'show', no: 'teaser' } };
    const config = aConfig({ features: { articles: { rules }, videos: {} } }) as unknown as Config;

    assert.deepEqual([...generateReaders([config], NOON)].map(([name, { features }]) => [name, [...features]]), [
      ['without a token', ['articles', 'videos']],
      ['claims {"sub":"reader-1"}', ['articles']],
      ['claims {"sub":"reader-1","state":"Texas"}', ['articles']],
      ['claims {"sub":"reader-1","state":"another"}', ['articles']],
    ]);
  }); // prettier-ignore

  test('take each exit that a reader is found for, in one of their features', () => {
    fc.assert(
      fc.property(soundConfig, (sound) => {
        const config = sound as unknown as Config;
        const takenBy = createExitReader(config);
        const taken = new Set<string>();
        for (const { reader, features } of generateReaders([config], NOON).values()) {
          for (const feature of features) {
            for (const exit of takenBy(feature, toEngineInput(reader, NOON))) taken.add(exit);
          }
        }
        const found = findExits(config, { now: NOON, findsReaders: true }).exits.filter((exit) => exit.taken);
        for (const { node, exit } of found) assert.ok(taken.has(`${node} ${exit}`), `${node} ${exit}`);
      }),
      { numRuns: 30 },
    );
  });
});
