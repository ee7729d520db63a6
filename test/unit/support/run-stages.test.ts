import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { runStages } from '../../../scripts/run-stages.mjs';

type Stage = Parameters<typeof runStages>[0][number];

/** Runs stages that each take one turn, and notes which run at the same time. */
async function runAll(
  stages: readonly (Omit<Stage, 'run'> & { readonly fails?: boolean })[],
  slots = 2,
): Promise<{ readonly beside: string[]; readonly rows: string[] }> {
  const running = new Set<string>();
  const beside: string[] = [];
  const rows = await runStages(
    stages.map(({ fails, ...stage }) => ({
      ...stage,
      run: async () => {
        running.add(stage.name);
        beside.push([...running].join('+'));
        await new Promise((done) => setImmediate(done));
        running.delete(stage.name);
        return { passed: fails ? 0 : 1, failed: fails ? 1 : 0, skipped: 0 };
      },
    })),
    slots,
  );
  return { beside, rows: rows.map(({ name, passed, failed }) => `${name} ${passed ?? '-'}/${failed ?? '-'}`) };
}

suite('the stages of a test run', () => {
  test('run side by side, as many as there are slots, and are listed in their order', async () => {
    const { beside, rows } = await runAll([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);

    assert.deepEqual(beside.slice(0, 2), ['a', 'a+b']);
    assert.ok(beside.every((names) => names.split('+').length <= 2));
    assert.deepEqual(rows, ['a 1/0', 'b 1/0', 'c 1/0']);
  });

  test('run one after the other in one slot', async () => {
    assert.deepEqual((await runAll([{ name: 'a' }, { name: 'b' }], 1)).beside, ['a', 'b']);
  });

  test('run alone where they say so', async () => {
    const { beside } = await runAll([{ name: 'a' }, { name: 'page', isAlone: true }, { name: 'b' }, { name: 'c' }], 4);

    assert.deepEqual(beside, ['a', 'a+b', 'a+b+c', 'page']);
  });

  test('wait for what they need', async () => {
    const { beside } = await runAll([{ name: 'page', needs: ['build'] }, { name: 'build' }]);

    assert.deepEqual(beside, ['build', 'page']);
  });

  test('do not wait for what does not run', async () => {
    assert.deepEqual((await runAll([{ name: 'page', needs: ['build'] }])).rows, ['page 1/0']);
  });

  test('do not run where what they need has failed, or has not run', async () => {
    const { rows } = await runAll([
      { name: 'build', fails: true },
      { name: 'page', needs: ['build'] },
      { name: 'looks', needs: ['page'] },
      { name: 'unit' },
    ]);

    assert.deepEqual(rows, ['build 0/1', 'page -/-', 'looks -/-', 'unit 1/0']);
  });

  test('do not begin after one that stops all has failed', async () => {
    const { rows } = await runAll([{ name: 'types', fails: true, stops: true }, { name: 'a' }, { name: 'b' }]);

    assert.deepEqual(rows, ['types 0/1', 'a 1/0', 'b -/-']);
  });

  test('reject where one cannot be run at all', async () => {
    const run = (): never => {
      throw new Error('no such program');
    };

    await assert.rejects(runStages([{ name: 'a', run }], 2), /no such program/);
  });
});
