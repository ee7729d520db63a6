import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ConfigError } from '../../../src/model/config-error.js';
import { FILE_TIMEOUT_MS } from '../../../src/lib/request/limits.js';
import type { VerifiedToken } from '../../../src/model/token.js';
import { aPromise, aVisit, codes, userOf, verified } from '../../support/a-visit.js';

suite('a reader without a token', () => {
  test('is known when the call returns', () => {
    const { visit, world } = aVisit();
    void visit._run();

    assert.equal(visit._reader()?.identity.state, 'anonymous');
    assert.equal(world.changes, 1);
  });
  test('loads no verification', async () => {
    const { visit, world } = aVisit({ cookies: 'lang=de; blaize_jwt2=x' });
    await visit._run();

    assert.equal(world.verifiersLoaded, 0);
  });
  test('is decided about when the call returns', () => {
    const { visit } = aVisit();
    void visit._run();

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
    void visit._run();

    assert.deepEqual(visit._reader()?.identity.token, { status: 'none', reason: null, expiresAt: null });
    assert.equal(world.verifiersLoaded, 0);
  });
});

suite('a reader with a token', () => {
  test('is not known when the call returns, but soon', async () => {
    const { visit } = aVisit({ cookies: 'blaize_jwt=x' });
    const walked = visit._run();
    assert.equal(visit._reader(), null);
    await walked;

    assert.equal(userOf(visit), 'reader-1');
  });
  test('loads verification once, however often the pipeline runs', async () => {
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x' });
    await Promise.all([visit._run(), visit._run()]);
    await visit._run();

    assert.equal(world.verifiersLoaded, 1);
  });
  for (const [says, load] of [
    ['verification', () => aPromise<never>().promise],
    ['a file that verification needs', async () => () => aPromise<never>().promise],
  ] as const) {
    test(`is unreachable after 5 seconds where ${says} does not arrive`, async (context) => {
      context.mock.timers.enable({ apis: ['setTimeout'] });
      const { visit, faults } = aVisit({ cookies: 'blaize_jwt=x', ports: { _loadVerifier: load } });
      const walked = visit._run();
      await new Promise((resolve) => setImmediate(resolve));
      context.mock.timers.tick(FILE_TIMEOUT_MS);
      await walked;

      assert.equal(visit._reader()?.identity.token.status, 'unreachable');
      assert.deepEqual(codes(faults), ['chunk-unreachable']);
    });
  }
  test('is verified with what its sources have now', async () => {
    const seen: unknown[] = [];
    const { visit, inputs, world } = aVisit({
      cookies: 'blaize_jwt=first',
      ports: {
        _loadVerifier: async () => async (sources) => {
          seen.push(sources);
          return verified('reader-1');
        },
      },
    });
    await visit._run();
    world.cookies = '';
    inputs.token = 'second';
    await visit._run(true);

    assert.deepEqual(seen, [
      { option: null, refetch: undefined, query: null, cookies: 'blaize_jwt=first' },
      { option: 'second', refetch: true, query: null, cookies: '' },
    ]);
  });
  test('a reader who logs out is anonymous when the call returns', async () => {
    const { visit, world } = aVisit({ cookies: 'blaize_jwt=x' });
    await visit._run();
    world.cookies = '';
    void visit._run();

    assert.equal(userOf(visit), null);
  });
  test('stays known while their token is verified again', async () => {
    const { visit } = aVisit({ cookies: 'blaize_jwt=x' });
    await visit._run();
    void visit._run();

    assert.equal(userOf(visit), 'reader-1');
  });
});

suite('a run that a later one has overtaken', () => {
  function aRace() {
    const results = [aPromise<VerifiedToken>(), aPromise<VerifiedToken>()];
    let asked = 0;
    const made = aVisit({
      cookies: 'blaize_jwt=x',
      ports: { _loadVerifier: async () => () => results[asked++]!.promise },
    });
    return { ...made, first: results[0]!, second: results[1]! };
  }
  /** Lets everything happen that is due. */
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

  test('is dropped when it returns late', async () => {
    const { visit, first, second } = aRace();
    void visit._run();
    const later = visit._run();
    await settle();
    second.settle(verified('new'));
    await later;
    first.settle(verified('old'));
    await settle();

    assert.equal(userOf(visit), 'new');
  });
  test('is dropped when it returns first', async () => {
    const { visit, world, first } = aRace();
    void visit._run();
    void visit._run();
    await settle();
    first.settle(verified('old'));
    await settle();

    assert.equal(visit._reader(), null);
    assert.equal(world.changes, 0);
  });
  test('resolves with the later one', async () => {
    const { visit, first, second } = aRace();
    let resolved = false;
    const earlier = visit._run().then(() => (resolved = true));
    void visit._run();
    await settle();
    first.settle(verified('old'));
    await settle();
    assert.equal(resolved, false);
    second.settle(verified('new'));
    await earlier;

    assert.equal(userOf(visit), 'new');
  });
  test('is dropped though the later one needed no verification', async () => {
    const { visit, world, first } = aRace();
    const earlier = visit._run();
    world.cookies = '';
    void visit._run();
    await settle();
    first.settle(verified('old'));
    await earlier;

    assert.equal(userOf(visit), null);
  });
});

suite('a run that begins while an earlier one is reported', () => {
  test('is the one that is waited for', async () => {
    const token = aPromise<VerifiedToken>();
    const { visit, inputs } = aVisit({
      ports: { _loadVerifier: async () => () => token.promise },
      onChange: () => {
        if (inputs.token) return;
        inputs.token = 'x';
        void visit._run();
      },
    });
    const earlier = visit._run();
    const settled = visit._settled();
    setImmediate(() => token.settle(verified('new')));
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
        _loadVerifier: () => (down ? Promise.reject(error) : Promise.resolve(async () => verified('reader-1'))),
      },
    });
    return { ...made, repair: () => void (down = false) };
  }

  test('makes the token one that could not be checked', async () => {
    const { visit } = anOutage();
    await visit._run();

    assert.deepEqual(visit._reader()?.identity.token, { status: 'unreachable', reason: 'network', expiresAt: null });
  });
  test('is reported', async () => {
    const { visit, faults } = anOutage();
    await visit._run();

    assert.deepEqual(codes(faults), ['chunk-unreachable']);
  });
  test('is asked for again by the next run', async () => {
    const { visit, repair } = anOutage();
    await visit._run();
    repair();
    await visit._run();

    assert.equal(userOf(visit), 'reader-1');
  });
  test('leaves the reader with a decision', async () => {
    const { visit } = anOutage();
    await visit._run();

    assert.equal(visit.decide('articles')?.reason, 'rule');
  });
  test('because of a mistake in a key rejects, and says which', async () => {
    const { visit, faults } = anOutage(new ConfigError('key-invalid', '/jwt/publicKey'));

    await assert.rejects(visit._run(), { code: 'key-invalid', pointer: '/jwt/publicKey' });
    assert.deepEqual(faults, []);
  });
  test('because of a mistake in a key is settled all the same', async () => {
    const { visit } = anOutage(new ConfigError('key-invalid', '/jwt/publicKey'));
    visit._run().catch(() => undefined);

    await assert.doesNotReject(visit._settled());
  });
});
