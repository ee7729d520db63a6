import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readReleaseNotes } from '../../../scripts/release-notes.mjs';

const CHANGELOG = `# Changelog

## 0.2.0 – unreleased

- Later.

## 0.1.1 – 2026-12-24

## 0.1.0 – 2026-12-01

### Readers

- A wall.
`;

suite('release notes', () => {
  test('are what the changelog says about the version of the tag', () => {
    assert.equal(readReleaseNotes('v0.1.0', '0.1.0', CHANGELOG), '### Readers\n\n- A wall.');
  });

  for (const [says, tag, version, message] of [
    ['a tag of another version', 'v0.1.0', '0.1.1', 'The tag is v0.1.0, and package.json has version 0.1.1.'],
    ['a version without a heading', 'v0.1', '0.1', 'CHANGELOG.md has no heading for 0.1.'],
    [
      'a heading without a day',
      ...[
        'v0.2.0',
        '0.2.0',
        'CHANGELOG.md says "0.2.0 – unreleased". Write the day of the release: "0.2.0 – 2026-01-31".',
      ],
    ],
    ['a heading with nothing under it', 'v0.1.1', '0.1.1', 'CHANGELOG.md says nothing about 0.1.1.'],
  ] as const) {
    test(`are refused for ${says}`, () => {
      assert.throws(() => readReleaseNotes(tag, version, CHANGELOG), { message });
    });
  }
});
