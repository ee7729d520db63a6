import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ConfigError } from '../../../src/model/config-error.js';
import type { Config } from '../../../src/model/config.js';
import { createFault, type Fault } from '../../../src/model/fault.js';
import type { VerifiedToken } from '../../../src/model/token.js';
import type { Facts } from '../../../src/facts/facts.js';
import type { NodeRegistry } from '../../../src/rules/node-registry.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import { BROKEN_VISIT } from '../../../src/visit/broken-visit.js';
import { createVisit } from '../../../src/visit/create-visit.js';
import type { Visit, VisitInputs } from '../../../src/visit/visit.js';
import type { VisitPorts } from '../../../src/visit/visit-ports.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

const of = (sub: string): VerifiedToken => ({ result: { status: 'valid', reason: null, claims: { sub } }, raw: sub });

/** A promise that the test settles. */
function aPromise<Value>() {
  let settle!: (value: Value) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<Value>((done, failed) => {
    settle = done;
    fail = failed;
  });
  return { promise, settle, fail };
}

interface Wish {
  readonly config?: unknown;
  readonly ports?: Partial<VisitPorts>;
  readonly inputs?: Partial<VisitInputs>;
  readonly cookies?: string;
  readonly onChange?: () => void;
}

/** A visit whose ports are literals, and what it did with them. */
function aVisit({ config = aConfig(), ports = {}, inputs: given = {}, cookies = '', onChange }: Wish = {}) {
  const inputs: VisitInputs = { token: null, customData: {}, facts: {}, ...given };
  const faults: Fault[] = [];
  const world = { cookies, changes: 0, verifiersLoaded: 0, palettesLoaded: 0 };
  const visit: Visit = createVisit(
    config as Config,
    {
      tokenSources: () => ({ query: null, cookies: world.cookies }),
      facts: (provided) => ({ now: NOON, facts: provided as Facts['facts'] }),
      report: (fault) => void faults.push(fault),
      reportMistake: (feature, mistake) =>
        void faults.push(createFault(mistake?.code ?? 'internal', '', feature, mistake?.pointer)),
      ...ports,
      loadVerifier: (...wish) => {
        world.verifiersLoaded++;
        return ports.loadVerifier ? ports.loadVerifier(...wish) : Promise.resolve(async () => of('reader-1'));
      },
      loadNodeRegistry: (...wish) => {
        world.palettesLoaded++;
        return ports.loadNodeRegistry ? ports.loadNodeRegistry(...wish) : Promise.resolve(FULL_REGISTRY);
      },
    },
    inputs,
    () => {
      world.changes++;
      onChange?.();
    },
  );
  return { visit, inputs, faults, world };
}

const userOf = (visit: Visit): string | null | undefined => visit.reader()?.identity.foreignUserId;
const codes = (faults: readonly Fault[]): string[] => faults.map(({ code }) => code);

suite('a reader without a token', () => {
  test('is known when the call returns', () => {
    const { visit, world } = aVisit();
    void visit.run();

    assert.equal(visit.reader()?.identity.state, 'anonymous');
    assert.equal(world.changes, 1);
  });
  test('loads no verification', async () => {
    const { visit, world } = aVisit({ cookies: 'lang=de; blaize_jwt2=x' });
    await visit.run();

    assert.equal(world.verifiersLoaded, 0);
  });
  test('is decided about when the call returns', () => {
    const { visit } = aVisit();
    void visit.run();

    assert.equal(visit.decide('articles')?.content, 'hide');
  });
  test('is not decided about before', () => {
    assert.equal(aVisit().visit.decide('articles'), null);
  });
  test('of a config without jwt has none, though there is a cookie', () => {
    const { visit, world } = aVisit({
      config: { version: 1, features: {} },
      cookies: 'blaize_jwt=x',
      inputs: { token: 'x' },
    });
    void visit.run();

    assert.deepEqual(visit.reader()?.identity.token, { status: 'none', reason: null, expiresAt: null });
    assert.equal(world.verifiersLoaded, 0);
  });
});

suite('a reader with a token', () => {
  test('is not known when the call returns, but soon', async () => {
    const { visit } = aVisit({ cookies: 'blaize_jwt=x' });
    const walked = visit.run();
    assert.equal(visit.reader(), null);
    await walked;

    assert.equal(userOf(visit), 'reader-1');
  });
  test('loads verification once, however often he walks in', async () => {
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x' });
    await Promise.all([visit.run(), visit.run()]);
    await visit.run();

    assert.equal(world.verifiersLoaded, 1);
  });
  test('is verified with what its sources have now', async () => {
    const seen: unknown[] = [];
    const { visit, inputs, world } = aVisit({
      cookies: 'blaize_jwt=first',
      ports: {
        loadVerifier: async () => async (sources) => {
          seen.push(sources);
          return of('reader-1');
        },
      },
    });
    await visit.run();
    world.cookies = '';
    inputs.token = 'second';
    await visit.run(true);

    assert.deepEqual(seen, [
      { option: null, refetch: undefined, query: null, cookies: 'blaize_jwt=first' },
      { option: 'second', refetch: true, query: null, cookies: '' },
    ]);
  });
  test('who logs out is anonymous when the call returns', async () => {
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x' });
    await visit.run();
    world.cookies = '';
    void visit.run();

    assert.equal(userOf(visit), null);
  });
  test('stays known while he is verified again', async () => {
    const { visit } = aVisit({ cookies: 'blaize_jwt=x' });
    await visit.run();
    void visit.run();

    assert.equal(userOf(visit), 'reader-1');
  });
});

suite('a run that a later one has overtaken', () => {
  function aRace() {
    const results = [aPromise<VerifiedToken>(), aPromise<VerifiedToken>()];
    let asked = 0;
    const made = aVisit({
      cookies: 'blaize_jwt=x',
      ports: { loadVerifier: async () => () => results[asked++]!.promise },
    });
    return { ...made, first: results[0]!, second: results[1]! };
  }
  /** Lets everything happen that is due. */
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

  test('is dropped when it returns late', async () => {
    const { visit, first, second } = aRace();
    void visit.run();
    const later = visit.run();
    await settle();
    second.settle(of('new'));
    await later;
    first.settle(of('old'));
    await settle();

    assert.equal(userOf(visit), 'new');
  });
  test('is dropped when it returns first', async () => {
    const { visit, world, first } = aRace();
    void visit.run();
    void visit.run();
    await settle();
    first.settle(of('old'));
    await settle();

    assert.equal(visit.reader(), null);
    assert.equal(world.changes, 0);
  });
  test('resolves with the later one', async () => {
    const { visit, first, second } = aRace();
    let resolved = false;
    const earlier = visit.run().then(() => (resolved = true));
    void visit.run();
    await settle();
    first.settle(of('old'));
    await settle();
    assert.equal(resolved, false);
    second.settle(of('new'));
    await earlier;

    assert.equal(userOf(visit), 'new');
  });
  test('is dropped though the later one needed no verification', async () => {
    const { visit, world, first } = aRace();
    const earlier = visit.run();
    world.cookies = '';
    void visit.run();
    await settle();
    first.settle(of('old'));
    await earlier;

    assert.equal(userOf(visit), null);
  });
});

suite('a run that begins while an earlier one is told of', () => {
  test('is the one that is waited for', async () => {
    const verified = aPromise<VerifiedToken>();
    const { visit, inputs } = aVisit({
      ports: { loadVerifier: async () => () => verified.promise },
      onChange: () => {
        if (inputs.token) return;
        inputs.token = 'x';
        void visit.run();
      },
    });
    const earlier = visit.run();
    const settled = visit.settled();
    setImmediate(() => verified.settle(of('new')));
    await settled;
    const user = userOf(visit);
    await earlier;

    assert.equal(user, 'new');
  });
});

suite('verification that does not arrive', () => {
  function anOutage(error: Error = new TypeError('Failed to fetch dynamically imported module')) {
    let down = true;
    const made = aVisit({
      cookies: 'blaize_jwt=x',
      ports: {
        loadVerifier: () => (down ? Promise.reject(error) : Promise.resolve(async () => of('reader-1'))),
      },
    });
    return { ...made, repair: () => void (down = false) };
  }

  test('makes the token one that could not be checked', async () => {
    const { visit } = anOutage();
    await visit.run();

    assert.deepEqual(visit.reader()?.identity.token, { status: 'unreachable', reason: 'network', expiresAt: null });
  });
  test('is reported', async () => {
    const { visit, faults } = anOutage();
    await visit.run();

    assert.deepEqual(codes(faults), ['chunk-unreachable']);
  });
  test('is asked for again by the next run', async () => {
    const { visit, repair } = anOutage();
    await visit.run();
    repair();
    await visit.run();

    assert.equal(userOf(visit), 'reader-1');
  });
  test('leaves the reader with a decision', async () => {
    const { visit } = anOutage();
    await visit.run();

    assert.equal(visit.decide('articles')?.reason, 'rule');
  });
  test('because of a mistake in a key rejects, and says which', async () => {
    const { visit, faults } = anOutage(new ConfigError('key-invalid', '/jwt/publicKey'));

    await assert.rejects(visit.run(), { code: 'key-invalid', pointer: '/jwt/publicKey' });
    assert.deepEqual(faults, []);
  });
  test('because of a mistake in a key is settled all the same', async () => {
    const { visit } = anOutage(new ConfigError('key-invalid', '/jwt/publicKey'));
    visit.run().catch(() => undefined);

    await assert.doesNotReject(visit.settled());
  });
});

suite('a rule that needs the whole palette', () => {
  const rule = { type: 'custom-data', property: 'a', condition: 'matches', value: 'x*', yes: 'show', no: 'teaser' };
  const { features } = aConfigWithRule(rule) as { features: object };
  const config = aConfig({ features: { ...features, videos: { rules: { anonymous: 'teaser' } } } });

  test('is decided as soon as that is there', async () => {
    const { visit, world } = aVisit({ config, inputs: { customData: { a: 'xyz' } } });
    await visit.run();
    assert.equal(visit.decide('articles'), null);
    await visit.settled();

    assert.equal(visit.decide('articles')?.access, true);
    assert.equal(world.changes, 2);
  });
  test('loads it once', async () => {
    const { visit, world } = aVisit({ config });
    await visit.run();
    for (let i = 0; i < 3; i++) visit.decide('articles');
    await visit.settled();
    visit.decide('articles');

    assert.equal(world.palettesLoaded, 1);
  });
  test('does not keep the others waiting', async () => {
    const { visit } = aVisit({ config });
    await visit.run();
    visit.decide('articles');

    assert.equal(visit.decide('videos')?.outcomeId, 'teaser');
  });
  test('is asked for while the reader is being identified', async () => {
    const verified = aPromise<VerifiedToken>();
    const { visit, world } = aVisit({
      config,
      cookies: 'blaize_jwt=x',
      ports: { loadVerifier: async () => () => verified.promise },
    });
    const walked = visit.run();
    assert.equal(visit.decide('articles'), null);

    assert.equal(world.palettesLoaded, 1);
    verified.settle(of('reader-1'));
    await walked;
  });
  test('is a fault where it does not arrive, which is reported, and the others go on', async () => {
    const loadNodeRegistry = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
    const { visit, faults } = aVisit({ config, ports: { loadNodeRegistry } });
    await visit.run();
    visit.decide('articles');
    await visit.settled();

    assert.equal(visit.decide('articles')?.reason, 'fault');
    assert.equal(visit.decide('videos')?.reason, 'rule');
    assert.deepEqual(
      faults.map(({ feature, code, pointer }) => [feature, code, pointer]),
      [['articles', 'chunk-unreachable', '/features/articles/rules/anonymous/condition']],
    );
  });
  test('shows its fallback where that does not arrive', async () => {
    const { visit } = aVisit({
      config: aConfig({ features: { articles: { rules: { anonymous: rule }, fallback: 'show' } }, products: {} }),
      ports: { loadNodeRegistry: () => Promise.reject(new TypeError('Failed to fetch')) },
    });
    await visit.run();
    visit.decide('articles');
    await visit.settled();

    assert.equal(visit.decide('articles')?.access, true);
  });
  test('asks for it again in the next run, where it did not arrive', async () => {
    let down = true;
    const loadNodeRegistry = (): Promise<typeof FULL_REGISTRY> =>
      down ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(FULL_REGISTRY);
    const { visit } = aVisit({ config, ports: { loadNodeRegistry } });
    await visit.run();
    visit.decide('articles');
    await visit.settled();
    down = false;
    await visit.run();
    visit.decide('articles');
    await visit.settled();

    assert.equal(visit.decide('articles')?.reason, 'rule');
  });
  test('asks for it again in the next run, where only a part of it arrived', async () => {
    let down = true;
    const loadNodeRegistry = (): Promise<NodeRegistry> => Promise.resolve({ ...FULL_REGISTRY, incomplete: down });
    const { visit, world } = aVisit({ config, ports: { loadNodeRegistry } });
    for (const run of [1, 2, 3]) {
      down = run === 1;
      await visit.run();
      visit.decide('articles');
      await visit.settled();
    }

    assert.equal(world.palettesLoaded, 2);
  });
  test('is not needed by a rule that names nothing rare', async () => {
    const { visit, world } = aVisit();
    await visit.run();
    visit.decide('articles');

    assert.equal(world.palettesLoaded, 0);
  });
});

suite('a mistake in what features share', () => {
  const shared = { subRules: { metered: { start: 'nowhere', exits: [] } } };
  const rule = { type: 'jwt-expired', yes: 'show', no: 'teaser' };

  for (const [says, changes, mistake] of [
    ['rejects the first run', shared, { code: 'step-unknown', pointer: '/subRules/metered/start' }],
    ['rejects it though it is no map at all', { splitTests: null }, { code: 'type-wrong', pointer: '/splitTests' }],
  ] as const) {
    test(says, async () => {
      await assert.rejects(aVisit({ config: aConfigWithRule(rule, changes) }).visit.run(), mistake);
    });
  }
  test('that comes to light in a later run leaves the reader with decisions', async () => {
    let down = true;
    const loadNodeRegistry = (): Promise<NodeRegistry> =>
      down ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(FULL_REGISTRY);
    const { visit } = aVisit({ config: aConfigWithRule(rule, shared), ports: { loadNodeRegistry } });
    await visit.run();
    down = false;
    await assert.rejects(visit.run(), { code: 'step-unknown' });

    assert.equal(visit.decide('articles')?.outcomeId, 'teaser');
  });
});

suite('what the site hands in', () => {
  const config = aConfigWithRule(aNode('a', 'show', 'teaser'));

  test('what is decided in one go is decided of one moment, and later decisions of theirs', async () => {
    const { visit, inputs } = aVisit({ config });
    void visit.run();
    assert.equal(visit.decide('articles')?.access, false);
    inputs.customData = { a: 1 };
    assert.equal(visit.decide('articles')?.access, false);
    await Promise.resolve();

    assert.equal(visit.decide('articles')?.access, true);
  });
  test('custom data of one decision is laid over that of the visit, for that decision', () => {
    const { visit } = aVisit({ config, inputs: { customData: { a: 2, b: 1 } } });
    void visit.run();

    assert.equal(visit.decide('articles', { customData: { a: 1 } })?.access, true);
    assert.equal(visit.decide('articles')?.access, false);
  });
  test('a function that gives facts is called by each run', async () => {
    let called = 0;
    const { visit } = aVisit({ inputs: { facts: () => ++called } });
    await visit.run();
    await visit.run();

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
      await visit.run();

      assert.deepEqual(codes(faults), ['callback-failed']);
      assert.equal(visit.decide('articles')?.reason, 'rule');
    });
  }
  test('custom data that cannot be read throws at whoever handed it in, and keeps nobody waiting', async () => {
    const { visit, world } = aVisit({ config });
    const customData = {
      get a() {
        throw new Error('mine');
      },
    };
    await visit.run();

    assert.throws(() => visit.decide('articles', { customData }), /mine/);
    assert.equal(world.palettesLoaded, 0);
  });
  for (const facts of [null, 7, 'x', [], () => null, async () => 'x']) {
    test(`facts that are ${String(facts)} do no harm`, async () => {
      const { visit, faults } = aVisit({ inputs: { facts: facts as never } });
      await visit.run();

      assert.equal(visit.decide('articles')?.reason, 'rule');
      assert.deepEqual(faults, []);
    });
  }
  test('facts and the token are waited for at the same time', async () => {
    const facts = aPromise<object>();
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x', inputs: { facts: () => facts.promise } });
    const walked = visit.run();

    assert.equal(world.verifiersLoaded, 1);
    facts.settle({});
    await walked;
  });
});

suite('a visit to a page whose config is unusable', () => {
  test('makes every feature a fault', () => {
    assert.equal(BROKEN_VISIT.decide('articles')?.reason, 'fault');
  });
  test('has an anonymous reader', () => {
    assert.equal(BROKEN_VISIT.reader()?.identity.state, 'anonymous');
  });
  test('can be walked into', async () => {
    await assert.doesNotReject(BROKEN_VISIT.run());
    await assert.doesNotReject(BROKEN_VISIT.settled());
  });
});

suite('a feature with a mistake in it', () => {
  test('is told of whenever it is decided, with code and place', () => {
    const config = { version: 1, features: { story: { rules: { anonymous: 'nowhere' } } } };
    const { visit, faults } = aVisit({ config });
    void visit.run();

    visit.decide('story');

    assert.deepEqual(
      faults.map(({ feature, code, pointer }) => ({ feature, code, pointer })),
      [{ feature: 'story', code: 'step-unknown', pointer: '/features/story/rules/anonymous' }],
    );
  });
});
