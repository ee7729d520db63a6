import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { toEngineInput } from '../../../src/decision/to-engine-input.js';
import type { Config } from '../../../src/model/config.js';
import { findExits } from '../../../src/paths/find-exits.js';
import { input, soundConfig } from '../../support/arbitrary-rules.js';
import { NOON } from '../../support/judge-cases.js';
import { createExitReader } from '../../support/taken-exits.js';

suite('the exits of arbitrary rules', () => {
  test('are taken by the readers that are found for them', () => {
    fc.assert(
      fc.property(soundConfig, (config) => {
        const takenBy = createExitReader(config);
        const { exits } = findExits(config as unknown as Config, { now: NOON, findsReaders: true });
        for (const { node, exit, taken } of exits) {
          if (!taken) continue;
          // As they are in a file.
          const reader = JSON.parse(JSON.stringify(taken.reader)) as typeof taken.reader;
          const all = takenBy(taken.feature, toEngineInput(reader, NOON));
          assert.ok(all.includes(`${node} ${exit}`), `${node} ${exit} ${JSON.stringify(reader)} ${all.join(' · ')}`);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('are taken by no reader where a contradiction is found', () => {
    fc.assert(
      fc.property(soundConfig, fc.array(input, { minLength: 30, maxLength: 60 }), (config, inputs) => {
        const { exits } = findExits(config as unknown as Config, { now: NOON, findsReaders: false });
        const never = new Set(exits.filter(({ isOpen }) => !isOpen).map(({ node, exit }) => `${node} ${exit}`));
        const takenBy = createExitReader(config);
        for (const one of inputs) {
          for (const feature of Object.keys(config['features'] as object)) {
            for (const exit of takenBy(feature, one)) assert.ok(!never.has(exit), exit);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
