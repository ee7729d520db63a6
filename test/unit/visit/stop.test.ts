import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Config } from '../../../src/model/config.js';
import type { Fault } from '../../../src/model/fault.js';
import type { VerifiedToken } from '../../../src/model/token.js';
import type { Evaluation } from '../../../src/decision/evaluation.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import { createVisit } from '../../../src/visit/create-visit.js';
import type { VisitPorts } from '../../../src/visit/visit-ports.js';
import type { Visit } from '../../../src/visit/visit.js';
import { aConfig, aConfigWithRule } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

const trial = { type: 'trial', limit: 2, yes: 'show', no: 'teaser' };

/** A visit with a ledger that only writes down what is committed. */
function aVisit(config: unknown, ports: Partial<VisitPorts> = {}) {
  const committed: Evaluation[] = [];
  const faults: Fault[] = [];
  const changes: boolean[] = [];
  const visit: Visit = createVisit(
    config as Config,
    {
      tokenSources: () => ({ query: null, cookies: '' }),
      facts: () => ({ now: NOON, url: 'https://site.example/story' }),
      loadVerifier: () => Promise.reject(new Error('not needed')),
      loadNodeRegistry: () => Promise.resolve(FULL_REGISTRY),
      ledger: () => ({
        commit: (evaluation) => void committed.push(evaluation),
        describe: (known) => Object.keys(known),
      }),
      report: (fault) => void faults.push(fault),
      reportMistake: () => undefined,
      ...ports,
    },
    { token: null, customData: {}, facts: {} },
    (identified) => void changes.push(identified),
  );
  return { visit, committed, faults, changes };
}

/** A visit with a trial whose registry is there. */
async function anOpenVisit() {
  const world = aVisit(aConfigWithRule(trial));
  await world.visit.run();
  world.visit.decide('articles');
  await world.visit.settled();
  return world;
}

suite('the effects of a decision', () => {
  test('are committed through the ledger', async () => {
    const { visit, committed } = await anOpenVisit();
    visit.decide('articles');

    assert.deepEqual(
      committed.map(({ effects }) => effects.spends.map(({ item }) => item)),
      [['/story']],
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

    assert.deepEqual(visit.details(), ['articles']);
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
    let verified!: (token: VerifiedToken) => void;
    const { visit, changes } = aVisit(aConfig(), {
      tokenSources: () => ({ query: null, cookies: 'blaize_jwt=x' }),
      loadVerifier: async () => () => new Promise((resolve) => (verified = resolve)),
    });
    const run = visit.run();
    await new Promise(setImmediate);
    visit.stop();
    verified({ result: { status: 'valid', reason: null, claims: { sub: 'ada' } }, raw: 'x' });
    await run;

    assert.deepEqual([visit.reader(), changes], [null, []]);
  });
  test('reports nothing, and runs no more', async () => {
    const { visit, faults, changes } = aVisit(aConfig(), {
      tokenSources: () => ({ query: null, cookies: 'blaize_jwt=x' }),
    });
    const run = visit.run();
    visit.stop();
    await run;
    await visit.run();

    assert.deepEqual([faults, changes], [[], []]);
  });
  test('does not call back when the node registry arrives late', async () => {
    const { visit, changes } = aVisit(aConfigWithRule(trial));
    await visit.run();
    visit.decide('articles');
    visit.stop();
    await visit.settled();

    assert.deepEqual(changes, [true]);
  });
});
