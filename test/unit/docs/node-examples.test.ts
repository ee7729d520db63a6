import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { EXAMPLE_TIME, NODE_EXAMPLES, toExampleConfig } from '../../../scripts/docs/node-examples.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';

suite('the examples of nodes', () => {
  for (const [type, example] of Object.entries(NODE_EXAMPLES)) {
    test(`${type} is the type of its example, which has no mistake`, () => {
      assert.equal(example.node.type, type);
      assert.deepEqual(
        findMistakes(toExampleConfig(example)).filter(({ severity }) => severity === 'error'),
        [],
      );
    });

    test(`the readers of ${type} take more than one exit, and see other things`, () => {
      const engine = compileConfig(toExampleConfig(example));
      const decisions = example.inputs.map((input) => engine.decide('articles', { now: EXAMPLE_TIME, ...input }));
      const exits = decisions.map(({ trace }) => trace[0]?.exit);

      // It has one exit alone.
      assert.ok(/^(set|notify)$/.test(type) || new Set(exits).size > 1, exits.join());
      assert.ok(decisions.every(({ reason }) => reason === 'rule'));
      // A promotion changes the offers of a wall that stays.
      assert.ok(decisions.some(({ access, offers }) => access || offers));
    });
  }
});
