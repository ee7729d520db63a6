import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../../../src/commands/parse-duration.js';

for (const [text, seconds] of [
  ['90s', 90],
  ['30m', 1800],
  ['12h', 43_200],
  ['7d', 604_800],
  ['3653d', 315_619_200],
] as const) {
  test(`${text} is ${seconds} seconds`, () => {
    assert.equal(parseDuration(text), seconds);
  });
}

for (const text of ['', '0s', '7', 'd', '1.5h', '-1h', '1h30m', ' 1h', '1w', '3654d', '999999999d', 'none']) {
  test(`"${text}" is not a duration`, () => {
    assert.throws(() => parseDuration(text), InvalidArgumentError);
  });
}
