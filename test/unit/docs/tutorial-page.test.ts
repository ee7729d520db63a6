/** The tutorial of the documentation: what the page says of each command is what the command prints. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { runTutorial } from '../../support/run-tutorial.js';

const steps = await runTutorial();

suite('the tutorial', () => {
  for (const { heading, command, expected, printed } of steps) {
    test(`${heading}: ${command.replace(/^.*zephr-onpage /, '').slice(0, 60)}`, () => {
      assert.equal(printed, expected);
    });
  }

  test('has the six steps of Zephr’s', () => {
    assert.deepEqual(
      [...new Set(steps.map(({ heading }) => /^Step (\d)/.exec(heading)?.[1]).filter(Boolean))],
      ['1', '2', '3', '4', '5', '6'],
    );
  });
});
