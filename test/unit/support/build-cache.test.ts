import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { createBuildCache, findSources, hashOf } from '../../../scripts/build-cache.mjs';

const JOB = { id: 'chunks/a.js', kind: 'code' };
const RESULT = { inputs: ['a.ts', 'b.ts'], files: { 'chunks/a.js': 'built' } };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zephr-cache-'));
  await writeFile(join(root, 'a.ts'), `import { b } from './b.js';`);
  await writeFile(join(root, 'b.ts'), 'export const b = 1;');
  await aCache().write(JOB, RESULT);
});
afterEach(() => rm(root, { recursive: true }));

/** The cache as a new build finds it. */
function aCache(tools = 'tools'): ReturnType<typeof createBuildCache> {
  return createBuildCache(root, tools, join(root, 'cache'));
}

suite('the cache of a build', () => {
  test('gives a result again while its inputs are the same', async () => {
    assert.deepEqual(await aCache().read(JOB), RESULT);
  });

  for (const input of RESULT.inputs) {
    test(`forgets a result when ${input} has changed`, async () => {
      await writeFile(join(root, input), 'export const b = 2;');

      assert.equal(await aCache().read(JOB), null);
    });
  }

  test('forgets a result when an input is gone', async () => {
    await unlink(join(root, 'b.ts'));

    assert.equal(await aCache().read(JOB), null);
  });

  test('has a result again when an input is as it was', async () => {
    const before = await readFile(join(root, 'b.ts'));
    await writeFile(join(root, 'b.ts'), 'export const b = 2;');
    await writeFile(join(root, 'b.ts'), before);

    assert.deepEqual(await aCache().read(JOB), RESULT);
  });

  test('forgets results of other tools, and of a job that has changed', async () => {
    assert.equal(await aCache('other tools').read(JOB), null);
    assert.equal(await aCache().read({ ...JOB, kind: 'types' }), null);
    assert.equal(await aCache().read({ ...JOB, id: 'chunks/b.js' }), null);
  });

  test('takes a file that was cut short for none', async () => {
    const [name] = await readdir(join(root, 'cache'));
    await writeFile(join(root, 'cache', name!), '{"key":');

    assert.equal(await aCache().read(JOB), null);
  });

  test('hashes lists of parts, not their joined text', () => {
    assert.notEqual(hashOf('ab', 'c'), hashOf('a', 'bc'));
  });

  test('finds every source behind an entry, by static and dynamic imports and types', async () => {
    await writeFile(join(root, 'c.ts'), `import type { D } from './d.js'; export const load = () => import('./a.js');`);
    await writeFile(join(root, 'd.ts'), `export type D = string;\nimport './c.js';`);

    assert.deepEqual((await findSources(root, ['c.ts'])).sort(), ['a.ts', 'b.ts', 'c.ts', 'd.ts']);
  });
});
