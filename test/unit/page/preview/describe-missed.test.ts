import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeMissed } from '../../../../src/page/preview/describe-missed.js';

const edit = (pointer: string): { pointer: string } => ({ pointer });

test('a page that is as the preview was made for has no notes', () => {
  assert.deepEqual(describeMissed([], 2, false), []);
});

test('one edit that does not apply is named', () => {
  assert.deepEqual(describeMissed([edit('/a')], 2, false), ['1 of 2 edits does not apply to today’s live config: /a.']);
});

test('of several edits that do not apply the first three are named', () => {
  const missed = ['/a', '/b', '/c', '/d'].map(edit);
  assert.deepEqual(describeMissed(missed, 4, true), [
    '4 of 4 edits do not apply to today’s live config: /a, /b, /c and 1 more.',
    'The live config has changed since this preview was made.',
  ]);
});
