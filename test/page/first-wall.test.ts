import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeFirstWall } from '../support/first-wall.js';
import { packPackage } from '../support/packed-package.js';

/** Most seconds from an empty folder to a first wall. */
const MAX_SECONDS = 60;

test('a first wall is seen within a minute of an empty folder', async () => {
  await using packed = await packPackage();
  const { total, heading } = await timeFirstWall(packed.tarball);

  assert.equal(heading, 'Read on with a free account');
  assert.ok(total < MAX_SECONDS, `${total} s`);
});
