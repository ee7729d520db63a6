import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createFaultDecision } from '../../../src/decision/create-decision.js';
import { createBrokenVisit } from '../../../src/visit/broken-visit.js';
import type { Visit } from '../../../src/visit/visit.js';
import { aConfigWithRule, aNode } from '../../support/a-config.js';
import { aPromise, aVisit, codes } from '../../support/a-visit.js';

suite('the inputs of a site', () => {
  const config = aConfigWithRule(aNode('a', 'show', 'teaser'));

  test('decisions of one run are of one moment, and later decisions of their own', async () => {
    const { visit, inputs } = aVisit({ config });
    void visit._run();
    assert.equal(visit.decide('articles')?.access, false);
    inputs.customData = { a: 1 };
    assert.equal(visit.decide('articles')?.access, false);
    await Promise.resolve();

    assert.equal(visit.decide('articles')?.access, true);
  });
  test('custom data of one decision is laid over that of the visit, for that decision', () => {
    const { visit } = aVisit({ config, inputs: { customData: { a: 2, b: 1 } } });
    void visit._run();

    assert.equal(visit.decide('articles', { customData: { a: 1 } })?.access, true);
    assert.equal(visit.decide('articles')?.access, false);
  });
  test('options that are null are no options', () => {
    const { visit } = aVisit({ config, inputs: { customData: { a: 1 } } });
    void visit._run();

    assert.equal(visit.decide('articles', null as never)?.access, true);
  });
  test('a function that gives facts is called by each run', async () => {
    let called = 0;
    const { visit } = aVisit({ inputs: { facts: () => ++called } });
    await visit._run();
    await visit._run();

    assert.equal(called, 2);
  });
  for (const [says, facts] of Object.entries({
    'that rejects': () => Promise.reject(new Error('no')),
    'that throws': () => {
      throw new Error('no');
    },
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a site's own code may well do it
    'that rejects with nothing': () => Promise.reject(),
  })) {
    test(`a function ${says} is reported, and the reader is known all the same`, async () => {
      const { visit, faults } = aVisit({ inputs: { facts } });
      await visit._run();

      assert.deepEqual(codes(faults), ['callback-failed']);
      assert.equal(visit.decide('articles')?.reason, 'rule');
    });
  }
  test('custom data that cannot be read throws at its caller, and keeps no other caller waiting', async () => {
    const { visit, world } = aVisit({ config });
    const customData = {
      get a() {
        throw new Error('mine');
      },
    };
    await visit._run();

    assert.throws(() => visit.decide('articles', { customData }), /mine/);
    assert.equal(world.registriesLoaded, 0);
  });
  for (const facts of [null, 7, 'x', [], () => null, async () => 'x']) {
    test(`facts that are ${String(facts)} do no harm`, async () => {
      const { visit, faults } = aVisit({ inputs: { facts: facts as never } });
      await visit._run();

      assert.equal(visit.decide('articles')?.reason, 'rule');
      assert.deepEqual(faults, []);
    });
  }
  test('facts and the token are waited for at the same time', async () => {
    const facts = aPromise<object>();
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x', inputs: { facts: () => facts.promise } });
    const walked = visit._run();

    assert.equal(world.verifiersLoaded, 1);
    facts.settle({});
    await walked;
  });
});

suite('a visit to a page whose config is unusable', () => {
  const broken = (again = async (): Promise<void> => undefined): Visit =>
    createBrokenVisit((feature) => createFaultDecision(feature), again);

  test('makes every feature a fault', () => {
    assert.equal(broken().decide('articles')?.reason, 'fault');
  });
  test('has an anonymous reader', () => {
    assert.equal(broken()._reader()?.identity.state, 'anonymous');
  });
  test('has nothing to run, and asks for a config again only where the site wants requests repeated', async () => {
    let asked = 0;
    const visit = broken(async () => void asked++);
    await visit._run();
    await visit._settled();
    const before = asked;
    await visit._run(true);

    assert.deepEqual([before, asked], [0, 1]);
  });
});

suite('a feature with a mistake in it', () => {
  test('is reported whenever it is decided, with code and pointer', () => {
    const config = { version: 1, features: { story: { rules: { anonymous: 'nowhere' } } } };
    const { visit, faults } = aVisit({ config });
    void visit._run();

    visit.decide('story');

    assert.deepEqual(
      faults.map(({ feature, code, pointer }) => ({ feature, code, pointer })),
      [{ feature: 'story', code: 'step-unknown', pointer: '/features/story/rules/anonymous' }],
    );
  });
});
