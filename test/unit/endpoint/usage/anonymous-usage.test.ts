/** Counts of readers without a mapped id: none are kept unless the endpoint is asked to, and those are bounded. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TrackedView } from '../../../../src/endpoint/store.js';
import { createMemoryUsageStore } from '../../../../src/endpoint/usage/create-memory-usage-store.js';
import { toUserKey } from '../../../../src/endpoint/usage/to-user-key.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const DAY = 86_400_000;
const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: 'teaser' };
const config = JSON.parse(JSON.stringify(aConfig({ jwt: JWT, features: { articles: { rules: { anonymous: trial } } }, products: {} }))) as object; // prettier-ignore
const aReader = (n = 0): string => `browser-0123456789-${n}`;
const aView = (item: string): TrackedView => ({ id: `id-${item}`, tracker: 'stories', item, at: NOON });

/** An endpoint whose store counts how often it is asked. */
function aMetered(anonymousUsage?: boolean): {
  now: number;
  readonly keys: string[];
  readonly ask: (body: object, address?: string) => Promise<Answered>;
} {
  const made = { now: NOON, keys: [] as string[] };
  const memory = createMemoryUsageStore(() => made.now);
  const { endpoint } = anEndpoint({
    config,
    anonymousUsage,
    now: () => made.now,
    rateLimit: false,
    store: {
      claimGift: () => true,
      spend: (reader, ...rest) => (made.keys.push(reader), memory.spend(reader, ...rest)),
      readUsage: (reader) => memory.readUsage(reader),
      carry: (from, to) => memory.carry(from, to),
    },
  });
  return Object.assign(made, {
    ask: (body: object, address = '192.0.2.1') => post(endpoint, '/zephr/usage', body, {}, { address }),
  });
}

suite('anonymous usage, by default', () => {
  test('is answered from the request alone, and nothing is kept', async () => {
    const { ask, keys } = aMetered();
    const { status, body } = await ask({ reader: aReader(), spend: ['/1', '/2', '/3', '/4'].map(aView) });

    assert.equal(status, 200);
    assert.deepEqual(body.refused, ['id-/4']);
    assert.equal(body.trackers.stories.length, 3);
    assert.deepEqual((await ask({ reader: aReader() })).body, { trackers: {}, refused: [] });
    assert.deepEqual(keys, []);
  });

  test('is counted of the reader who signs in, as the page sends the views with the token', async () => {
    const { ask, keys } = aMetered();
    const token = aSecretToken({ sub: 'reader-1' });
    await ask({ reader: aReader(), spend: [aView('/1')] });
    const { body } = await ask({ token, reader: aReader(), carry: true, spend: [aView('/1'), aView('/2')] });

    assert.equal(body.trackers.stories.length, 2);
    assert.deepEqual(keys, ['user::reader-1']);
  });
});

suite('anonymous usage that is kept', () => {
  test('is bounded by new readers of a client in an hour; the views of further ones are not kept', async () => {
    const made = aMetered(true);
    const { ask, keys } = made;
    for (let n = 0; n < 110; n++) assert.equal((await ask({ reader: aReader(n), spend: [aView('/1')] })).status, 200);
    assert.equal(keys.length, 100);
    // Readers who are known, other clients and the next hour are free of it.
    await ask({ reader: aReader(0), spend: [aView('/2')] });
    await ask({ reader: aReader(200), spend: [aView('/1')] }, '198.51.100.7');
    made.now += 3_600_001;
    await ask({ reader: aReader(300), spend: [aView('/1')] });

    assert.equal(keys.length, 103);
  });

  test('keeps a long item as its hash, and counts it once all the same', async () => {
    const { ask } = aMetered(true);
    const long = `/${'x'.repeat(1500)}`;
    await ask({ reader: aReader(), spend: [aView(long)] });
    await ask({ reader: aReader(), spend: [{ ...aView(long), id: 'again' }] });
    const { body } = await ask({ reader: aReader() });

    assert.deepEqual(
      (body.trackers.stories as TrackedView[]).map(({ item }) => item.length),
      ['sha256-'.length + 43],
    );
  });

  test('ends after 180 days, also for a trial of a lifetime; that of a reader with a mapped id does not', async () => {
    const made = aMetered(true);
    const token = aSecretToken({ sub: 'reader-1' });
    await made.ask({ reader: aReader(), spend: [aView('/1')] });
    await made.ask({ token, spend: [aView('/1')] });
    made.now += 181 * DAY;

    assert.deepEqual((await made.ask({ reader: aReader() })).body.trackers, {});
    assert.deepEqual(Object.keys((await made.ask({ token })).body.trackers), ['stories']);
  });
});

suite('the key of a reader with a mapped id', () => {
  test('stays as it was where the system has no colon', () => {
    assert.deepEqual(
      [toUserKey('crm', '42'), toUserKey('', '42'), toUserKey('50%', 'a:b')],
      ['user:crm:42', 'user::42', 'user:50%:a:b'],
    );
  });

  test('is shared by no two readers, whatever their systems and ids are', () => {
    const parts = ['', 'a', ':', 'a:b', 'b:c', '%3A', 'a%3Ab', 'a%253Ab', 'user:a', 'account:a', '%'];
    const keys = parts.flatMap((system) => parts.map((id) => toUserKey(system, id)));

    assert.equal(new Set(keys).size, keys.length);
  });
});
