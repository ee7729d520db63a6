import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { NodeRegistry } from '../../../src/rules/node-registry.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import type { VerifiedToken } from '../../../src/model/token.js';
import { aConfig, aConfigWithRule } from '../../support/a-config.js';
import { aPromise, aVisit, verified, type VisitInTest } from '../../support/a-visit.js';

suite('a rule that needs the complete node registry', () => {
  const rule = { type: 'custom-data', property: 'a', condition: 'matches', value: 'x*', yes: 'show', no: 'teaser' };
  const { features } = aConfigWithRule(rule) as { features: object };
  const config = aConfig({ features: { ...features, videos: { rules: { anonymous: 'teaser' } } } });

  test('is decided as soon as that is there', async () => {
    const { visit, world } = aVisit({ config, inputs: { customData: { a: 'xyz' } } });
    await visit._run();
    assert.equal(visit.decide('articles'), null);
    await visit._settled();

    assert.equal(visit.decide('articles')?.access, true);
    assert.equal(world.changes, 2);
  });
  test('loads it once', async () => {
    const { visit, world } = aVisit({ config });
    await visit._run();
    for (let i = 0; i < 3; i++) visit.decide('articles');
    await visit._settled();
    visit.decide('articles');

    assert.equal(world.registriesLoaded, 1);
  });
  test('does not keep the others waiting', async () => {
    const { visit } = aVisit({ config });
    await visit._run();
    visit.decide('articles');

    assert.equal(visit.decide('videos')?.outcomeId, 'teaser');
  });
  test('is asked for while the reader is being identified', async () => {
    const token = aPromise<VerifiedToken>();
    const { visit, world } = aVisit({
      config,
      cookies: 'blaize_jwt=x',
      ports: { _loadVerifier: async () => () => token.promise },
    });
    const walked = visit._run();
    assert.equal(visit.decide('articles'), null);

    assert.equal(world.registriesLoaded, 1);
    token.settle(verified('reader-1'));
    await walked;
  });
  test('is a fault where it does not arrive, which is reported, and the others go on', async () => {
    const loadNodeRegistry = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
    const { visit, faults } = aVisit({ config, ports: { _loadNodeRegistry: loadNodeRegistry } });
    await visit._run();
    visit.decide('articles');
    await visit._settled();

    assert.equal(visit.decide('articles')?.reason, 'fault');
    assert.equal(visit.decide('videos')?.reason, 'rule');
    assert.deepEqual(
      faults.map(({ feature, code, pointer }) => [feature, code, pointer]),
      [['articles', 'chunk-unreachable', '/features/articles/rules/anonymous/condition']],
    );
  });
  test('is a fault by that file where only the address of the page needs it', async () => {
    const byPath = { type: 'url-path', condition: 'starts-with', value: '/a', yes: 'show', no: 'teaser' };
    const ports = {
      _loadNodeRegistry: () => Promise.reject(new TypeError('Failed to fetch')),
      facts: () => ({ url: 'https://news.example/caf%C3%A9', now: 0 }),
    };
    const { visit, faults } = aVisit({ config: aConfigWithRule(byPath), ports });
    await visit._run();
    visit.decide('articles');
    await visit._settled();

    assert.equal(visit.decide('articles')?.reason, 'fault');
    assert.deepEqual(
      faults.map(({ feature, code, pointer }) => [feature, code, pointer]),
      [['articles', 'chunk-unreachable', '/features/articles/rules/anonymous']],
    );
  });
  test('shows its fallback where that does not arrive', async () => {
    const { visit } = aVisit({
      config: aConfig({ features: { articles: { rules: { anonymous: rule }, fallback: 'show' } }, products: {} }),
      ports: { _loadNodeRegistry: () => Promise.reject(new TypeError('Failed to fetch')) },
    });
    await visit._run();
    visit.decide('articles');
    await visit._settled();

    assert.equal(visit.decide('articles')?.access, true);
  });
  test('asks for it again in the next run, where it did not arrive', async () => {
    let down = true;
    const loadNodeRegistry = (): Promise<typeof FULL_REGISTRY> =>
      down ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(FULL_REGISTRY);
    const { visit } = aVisit({ config, ports: { _loadNodeRegistry: loadNodeRegistry } });
    await visit._run();
    visit.decide('articles');
    await visit._settled();
    down = false;
    await visit._run();
    visit.decide('articles');
    await visit._settled();

    assert.equal(visit.decide('articles')?.reason, 'rule');
  });
  test('asks for it again in the next run, where only a part of it arrived', async () => {
    let down = true;
    const loadNodeRegistry = (): Promise<NodeRegistry> => Promise.resolve({ ...FULL_REGISTRY, _incomplete: down });
    const { visit, world } = aVisit({ config, ports: { _loadNodeRegistry: loadNodeRegistry } });
    for (const run of [1, 2, 3]) {
      down = run === 1;
      await visit._run();
      visit.decide('articles');
      await visit._settled();
    }

    assert.equal(world.registriesLoaded, 2);
  });
  test('is not needed by a rule that names nothing rare', async () => {
    const { visit, world } = aVisit();
    await visit._run();
    visit.decide('articles');

    assert.equal(world.registriesLoaded, 0);
  });
});

suite('a rule that reads what is not there yet', () => {
  const rule = { type: 'custom-data', property: 'a', condition: 'matches', value: 'x*', yes: 'show', no: 'teaser' };
  const { features } = aConfigWithRule(rule) as { features: { articles: object } };
  const config = aConfig({
    features: { ...features, local: features.articles, videos: { rules: { anonymous: 'teaser' } } },
  });
  const start = async (): Promise<
    VisitInTest & { readonly asked: unknown[]; readonly arrive: (feature: string) => void }
  > => {
    const asked: unknown[] = [];
    const arrived = new Set<string>();
    const waiting = new Map<string, () => void>();
    const begun = aVisit({
      config,
      ports: {
        _loadNodeRegistry: async (_config, _again, feature = '') => {
          asked.push(feature);
          await new Promise<void>((arrive) => waiting.set(feature, arrive));
          arrived.add(feature);
          const there = new Set(arrived);
          return { ...FULL_REGISTRY, _lacks: (name) => /articles|local/.test(name) && !there.has(name) };
        },
      },
    });
    await begun.visit._run();
    return { ...begun, asked, arrive: (feature) => waiting.get(feature)!() };
  };

  test('has it loaded once it is asked for, and only for itself', async () => {
    const { visit, asked, arrive } = await start();
    visit.decide('articles');
    arrive('articles');
    await visit._settled();
    const others = [visit.decide('articles')?.outcomeId, visit.decide('videos')?.outcomeId];
    const before = [...asked];
    const waits = visit.decide('local');
    arrive('local');
    await visit._settled();

    assert.deepEqual([others, before], [['teaser', 'teaser'], ['articles']]);
    assert.deepEqual([waits, visit.decide('local')?.outcomeId, asked], [null, 'teaser', ['articles', 'local']]);
  });
  test('does not wait for what another rule waits for', async () => {
    const { visit, asked, arrive } = await start();
    for (let time = 0; time < 2; time++) for (const feature of ['articles', 'local']) visit.decide(feature);
    arrive('local');
    await Promise.resolve().then(() => new Promise(setImmediate));

    assert.deepEqual(
      [visit.decide('local')?.outcomeId, visit.decide('articles'), asked],
      ['teaser', null, ['articles', 'local']],
    );
  });
});

suite('a mistake in what features share', () => {
  const shared = { subRules: { metered: { start: 'nowhere', exits: [] } } };
  const rule = { type: 'jwt-expired', yes: 'show', no: 'teaser' };

  for (const [says, changes, mistake] of [
    ['rejects the first run', shared, { code: 'step-unknown', pointer: '/subRules/metered/start' }],
    ['rejects it though it is not a map at all', { splitTests: null }, { code: 'type-wrong', pointer: '/splitTests' }],
  ] as const) {
    test(says, async () => {
      await assert.rejects(aVisit({ config: aConfigWithRule(rule, changes) }).visit._run(), mistake);
    });
  }
  test('that comes to light in a later run leaves the reader with decisions', async () => {
    let down = true;
    const loadNodeRegistry = (): Promise<NodeRegistry> =>
      down ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(FULL_REGISTRY);
    const { visit } = aVisit({ config: aConfigWithRule(rule, shared), ports: { _loadNodeRegistry: loadNodeRegistry } });
    await visit._run();
    down = false;
    await assert.rejects(visit._run(), { code: 'step-unknown' });

    assert.equal(visit.decide('articles')?.outcomeId, 'teaser');
  });
});
