import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeSizeTable } from '../../../scripts/write-size-table.mjs';
import { readPage } from '../../support/read-page.js';

test('the sizes on the page about files are the limits that the build is held to', () => {
  assert.ok(readPage('reference/files.md').includes(writeSizeTable()), 'run "npm run generate"');
});
