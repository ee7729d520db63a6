import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { VerifiedToken } from '../../../src/model/token.js';
import { aConfigWithRule } from '../../support/a-config.js';
import { aPromise, aVisit, verified } from '../../support/a-visit.js';

const trial = { type: 'trial', limit: 2, yes: 'show', no: 'teaser' };

/** A visit with a trial whose registry is there. */
async function anOpenVisit() {
  const world = aVisit({ config: aConfigWithRule(trial) });
  await world.visit._run();
  world.visit.decide('articles');
  await world.visit._settled();
  return world;
}

suite('the effects of a decision', () => {
  test('are committed through the ledger', async () => {
    const { visit, committed } = await anOpenVisit();
    visit.decide('articles');

    assert.deepEqual(
      committed.map(({ effects }) => effects.spends.map(({ item }) => item)),
      [['']],
    );
  });
  test('are not committed by a dry run', async () => {
    const { visit, committed } = await anOpenVisit();
    visit.decide('articles', { dryRun: true });

    assert.deepEqual(committed, []);
  });
  test('are not committed for an unknown feature', async () => {
    const { visit, committed } = await anOpenVisit();
    visit.decide('nowhere');

    assert.deepEqual(committed, []);
  });
  test('are described for the features that were decided', async () => {
    const { visit } = await anOpenVisit();
    visit.decide('articles');

    assert.deepEqual(visit._details(), ['articles']);
  });
});

suite('a visit that was stopped', () => {
  test('commits nothing', async () => {
    const { visit, committed } = await anOpenVisit();
    visit.stop();
    visit.decide('articles');

    assert.deepEqual(committed, []);
  });
  test('drops a run that arrives late', async () => {
    const token = aPromise<VerifiedToken>();
    const ports = { _loadVerifier: () => Promise.resolve(() => token.promise) };
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x', ports });
    const run = visit._run();
    visit.stop();
    token.settle(verified('ada'));
    await run;

    assert.deepEqual([visit._reader(), world.changes], [null, 0]);
  });
  test('reports nothing, and runs no more', async () => {
    const ports = { _loadVerifier: () => Promise.reject(new Error('blocked')) };
    const { visit, faults, world } = aVisit({ cookies: 'blaize_jwt=x', ports });
    const run = visit._run();
    visit.stop();
    await run;
    await visit._run();

    assert.deepEqual([faults, world.changes], [[], 0]);
  });
  test('does not call back when the node registry arrives late', async () => {
    const { visit, world } = aVisit({ config: aConfigWithRule(trial) });
    await visit._run();
    visit.decide('articles');
    visit.stop();
    await visit._settled();

    assert.equal(world.changes, 1);
  });
});
