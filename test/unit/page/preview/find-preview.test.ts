import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPreview } from '../../../../src/page/preview/find-preview.js';

const TABLE: readonly (readonly [says: string, pasted: string, found: string])[] = [
  ['a link', 'https://news.example/story#zephr-debug=a.b-c_.d', 'a.b-c_.d'],
  ['a link of a page that is debugged', 'https://news.example/?zephr-debug=1#zephr-debug=a.b.c', 'a.b.c'],
  ['a fragment', '#zephr-debug=a.b.c', 'a.b.c'],
  ['a fragment without its sign', 'zephr-debug=a.b.c', 'a.b.c'],
  ['a preview itself', 'a.b.c', 'a.b.c'],
  ['a link that a mail has broken', ' https://news.example/#zephr-debug=a.\n  b.\r\n c ', 'a.b.c'],
  ['another address, which is no preview', 'https://news.example/#top', 'https://news.example/#top'],
  ['nothing', '', ''],
];

for (const [says, pasted, found] of TABLE)
  test(`the preview is found in ${says}`, () => {
    assert.equal(findPreview(pasted), found);
  });
