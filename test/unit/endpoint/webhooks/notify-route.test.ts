/** Notifications that pages report and that the endpoint decides, on their way to a receiver. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MAX_NOTIFICATIONS_PER_REQUEST, MAX_NOTIFIED_CHARACTERS } from '../../../../src/endpoint/limits.js';
import { drainWebhooks } from '../../../../src/endpoint/webhooks/drain-webhooks.js';
import { aConfig } from '../../../support/a-config.js';
import { aSeal, SEAL_KEY } from '../../../support/a-seal.js';
import { aSecretToken, anEndpoint, JWT, post, type TestEndpoint } from '../../../support/an-endpoint.js';
import { eventually } from '../../../support/eventually.js';
import { NOON } from '../../../support/judge-cases.js';
import { aReceiver, HANGS, verifyMessage, WEBHOOK_SECRET, type Receiver } from '../../../support/webhook-receiver.js';

const wall = { id: 'wall', content: 'hide' };
const notify = (name: string, next: unknown, webhook = 'crm'): object => ({
  ...{ type: 'notify', name, webhook, exits: { next } },
});
const trial = { type: 'trial', tracker: 'stories', limit: 1 };
const config = aConfig({
  jwt: JWT,
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  subRules: { met: { start: notify('inside', { exit: 'out' }), exits: ['out'] } },
  features: {
    articles: { rules: { anonymous: notify('wall-met', wall), customer: notify('article-read', 'show') } },
    metered: { rules: { anonymous: { ...trial, yes: notify('in-trial', 'show'), no: notify('used-up', wall) } } },
    nested: { rules: { anonymous: { type: 'sub-rule', rule: 'met', exits: { out: wall } } } },
    shop: { rules: { anonymous: notify('wall-met', wall, 'shop') } },
    local: { rules: { anonymous: { type: 'notify', name: 'wall-met', exits: { next: wall } } } },
  },
});
const gold = aSecretToken({ sub: 'reader-1', prod: 'gold', email: 'a@b.example', phone: '1' });

const READ = { feature: 'articles', name: 'article-read', webhook: 'crm', userState: 'customer', outcomeId: 'show' };
const bodyOf = (notifications: readonly object[] = [READ], more: object = {}): object => ({
  ...{ token: gold, view: 'view-1', path: '/story', notifications },
  ...more,
});

/** An endpoint that sends to a receiver. Signatures hold for five minutes, so its clock is that of the machine. */
function aNotifier(
  receiver: Receiver,
  options: Parameters<typeof anEndpoint>[0] = {},
): TestEndpoint & {
  report: (body?: object) => Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any
} {
  const webhooks = { crm: { url: receiver.url, secret: WEBHOOK_SECRET, claims: ['email'] } };
  const made = anEndpoint({ config, rateLimit: false, webhooks, now: Date.now, ...options });
  return { ...made, report: (body = bodyOf()) => post(made.endpoint, '/zephr/notify', body) };
}

suite('POST /zephr/notify', () => {
  test('sends the reader as the token names them, with the claims of the settings alone, and the words of the page as such', async () => {
    await using receiver = await aReceiver(204);
    const { report } = aNotifier(receiver);
    const { status, body } = await report(bodyOf([READ], { reader: 'other', claims: { email: 'forged' } }));
    await eventually(() => receiver.received.length === 1);
    const { type, timestamp, data } = verifyMessage(receiver.received[0]!);

    assert.deepEqual([status, body], [200, { results: ['queued'] }]);
    assert.deepEqual([type, Number.isNaN(Date.parse(timestamp))], ['zephr.notification', false]);
    assert.deepEqual(data, {
      name: 'article-read',
      feature: 'articles',
      reader: { token: 'valid', id: 'reader-1', claims: { email: 'a@b.example' } },
      by: 'page',
      page: { userState: 'customer', outcomeId: 'show', path: '/story' },
    });
  });

  test('names no reader for a token that does not count, whatever the page says', async () => {
    await using receiver = await aReceiver(204);
    const { report } = aNotifier(receiver);
    await report(bodyOf([READ], { token: gold.slice(0, -3) }));
    await eventually(() => receiver.received.length === 1);

    const { reader } = verifyMessage(receiver.received[0]!).data;
    assert.deepEqual(reader, { token: 'invalid', id: null, claims: {} });
  });

  test('sends each notification of a page view once, and those of another view again', async () => {
    await using receiver = await aReceiver(204);
    const { report } = aNotifier(receiver);
    const answers = [];
    for (const view of ['view-1', 'view-1', 'view-2'])
      answers.push((await report(bodyOf([READ, READ], { view }))).body);
    await eventually(() => receiver.received.length === 2);

    assert.deepEqual(
      answers.map(({ results }) => results),
      [
        ['queued', 'repeated'],
        ['repeated', 'repeated'],
        ['queued', 'repeated'],
      ],
    );
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 2);
  });

  test('gives the same id on another server, so that a receiver has the message once', async () => {
    await using receiver = await aReceiver(204);
    for (const { report } of [aNotifier(receiver), aNotifier(receiver)]) await report();
    await eventually(() => receiver.received.length === 2);

    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
  });

  test('refuses by name what the rules of the feature, or the settings, do not have', async () => {
    await using receiver = await aReceiver(204);
    const { report } = aNotifier(receiver);
    const { body } = await report(
      bodyOf([
        { ...READ, name: 'made-up' },
        { ...READ, webhook: 'constructor' },
        { ...READ, feature: 'nothing' },
        { ...READ, feature: 'shop', name: 'wall-met', webhook: 'shop' },
        { ...READ, feature: 'nested', name: 'inside' },
      ]),
    );

    const unknown = 'webhook-unknown';
    assert.deepEqual(body.results, [unknown, unknown, unknown, unknown, 'queued']);
    await eventually(() => receiver.received.length === 1);
  });

  test('answers at once while the receiver hangs, and ends within the time of a stop', async () => {
    await using receiver = await aReceiver(HANGS);
    const { endpoint, report, log } = aNotifier(receiver);
    assert.equal((await report()).status, 200);
    await eventually(() => receiver.received.length === 1);
    await drainWebhooks(endpoint, 0);

    const [dropped] = log.filter(({ event }) => event === 'webhook-dropped');
    assert.deepEqual([dropped?.webhook, dropped?.code, dropped?.level], ['crm', 'stopped', 'warn']);
    assert.equal(JSON.stringify(log).includes('reader-1'), false);
  });

  test('hands each delivery to the runtime, which it keeps going', async () => {
    await using receiver = await aReceiver(204);
    const deliveries: Promise<unknown>[] = [];
    await aNotifier(receiver, { waitUntil: (delivery) => deliveries.push(delivery) }).report();
    await Promise.all(deliveries);

    assert.deepEqual([deliveries.length, receiver.received.length], [1, 1]);
  });

  test('is not there without webhooks, which a warning says where a rule names one', async () => {
    const { endpoint, log } = anEndpoint({ config });
    const { status, body } = await post(endpoint, '/zephr/notify', bodyOf());

    assert.deepEqual([status, body.error.code], [404, 'not-found']);
    assert.deepEqual(
      log.filter(({ event }) => event === 'webhook-unknown').map(({ webhook, pointer }) => [webhook, pointer]),
      [
        ['crm', '/webhooks/crm'],
        ['shop', '/webhooks/shop'],
      ],
    );
  });

  for (const [says, body, code] of [
    ['no view', bodyOf([READ], { view: undefined }), '400 field-invalid'],
    ['a view of 65 characters', bodyOf([READ], { view: 'x'.repeat(65) }), '400 field-invalid'],
    ['a view with a line feed', bodyOf([READ], { view: 'a\n' }), '400 field-invalid'],
    ['a token that is a number', bodyOf([READ], { token: 1 }), '400 field-invalid'],
    ['no path', bodyOf([READ], { path: undefined }), '400 field-invalid'],
    ['no notifications', { ...bodyOf(), notifications: undefined }, '400 field-invalid'],
    ['too many notifications', bodyOf(Array(MAX_NOTIFICATIONS_PER_REQUEST + 1).fill(READ)), '400 field-invalid'],
    ['a notification that is a text', bodyOf(['wall-met'] as never), '400 field-invalid'],
    ['a name that is a list', bodyOf([{ ...READ, name: ['a'] }]), '400 field-invalid'],
    ['no webhook', bodyOf([{ ...READ, webhook: undefined }]), '400 field-invalid'],
    ['a long outcome', bodyOf([{ ...READ, outcomeId: 'x'.repeat(MAX_NOTIFIED_CHARACTERS + 1) }]), '400 field-invalid'],
    ['one megabyte', bodyOf([{ ...READ, outcomeId: 'x'.repeat(1_000_000) }]), '413 body-too-large'],
  ] as const)
    test(`refuses ${says}, and sends nothing`, async () => {
      await using receiver = await aReceiver(204);
      const { endpoint, report } = aNotifier(receiver);
      const { status, body: answer } = await report(body);
      await drainWebhooks(endpoint);

      assert.equal(`${status} ${answer.error.code}`, code);
      assert.equal(receiver.received.length, 0);
    });

  test('refuses a flood from one client', async () => {
    await using receiver = await aReceiver(204);
    const { report } = aNotifier(receiver, { rateLimit: { limit: 2, windowMs: 60_000 } });
    const statuses = [];
    for (const view of ['a', 'b', 'c']) statuses.push((await report(bodyOf([READ], { view, token: null }))).status);

    assert.deepEqual(statuses, [200, 200, 429]);
  });
});

suite('what the endpoint decides itself', () => {
  test('is sent with its own decision where it is spent, and not where it is only asked for', async () => {
    await using receiver = await aReceiver(204);
    const { endpoint } = aNotifier(receiver);
    const ask = { token: gold, features: ['metered', 'articles', 'local'], path: '/Story' };
    await post(endpoint, '/zephr/decide', ask);
    for (let times = 0; times < 2; times++)
      await post(endpoint, '/zephr/decide', { ...ask, path: `/${times}`, spend: true });
    await eventually(() => receiver.received.length === 4);
    await drainWebhooks(endpoint);

    const sent = receiver.received.map((message) => verifyMessage(message).data);
    assert.deepEqual(
      sent.map(({ name, by, reader, decision: { path, access } }) => [name, by, reader.id, path, access]).sort(),
      [
        ['article-read', 'endpoint', 'reader-1', '/0', true],
        ['article-read', 'endpoint', 'reader-1', '/1', true],
        ['in-trial', 'endpoint', 'reader-1', '/0', true],
        ['used-up', 'endpoint', 'reader-1', '/1', false],
      ],
    );
  });

  test('is sent for the keys of a page view once, together with what the page reports of it', async () => {
    await using receiver = await aReceiver(204);
    const { endpoint, report } = aNotifier(receiver, { sealKeys: [SEAL_KEY] });
    const seals = [];
    for (const part of [0, 1])
      seals.push(
        (await aSeal('<p>Text</p>', { feature: 'articles', path: '/story', part })).split('.').slice(0, 2).join('.'),
      );
    for (let times = 0; times < 2; times++) await post(endpoint, '/zephr/keys', { token: gold, seals, view: 'view-1' });
    const { body } = await report();
    await post(endpoint, '/zephr/keys', { seals, view: 'view-2' });
    await eventually(() => receiver.received.length === 2);
    await drainWebhooks(endpoint);

    assert.deepEqual(body.results, ['repeated']);
    assert.deepEqual(
      receiver.received
        .map((message) => verifyMessage(message).data)
        .map(({ name, by, decision }) => [name, by, decision.access])
        .sort(),
      [
        ['article-read', 'endpoint', true],
        ['wall-met', 'endpoint', false],
      ],
    );
  });
});

test('a message says its moment by the clock of the endpoint', async () => {
  await using receiver = await aReceiver(204);
  await aNotifier(receiver, { now: () => NOON }).report();
  await eventually(() => receiver.received.length === 1);

  assert.equal(receiver.received[0]!.headers['webhook-timestamp'], String(NOON / 1000));
  assert.throws(() => verifyMessage(receiver.received[0]!), /too old|timestamp/);
});
