/** The queue of one webhook, and receivers that fail in every way. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MAX_WAITING_MESSAGES, MAX_WEBHOOK_ATTEMPTS, MAX_WEBHOOK_REQUESTS } from '../../../../src/endpoint/limits.js';
import { readWebhooks } from '../../../../src/endpoint/webhooks/read-webhooks.js';
import { WebhookQueue, type WebhookTimes } from '../../../../src/endpoint/webhooks/webhook-queue.js';
import { eventually } from '../../../support/eventually.js';
import { aReceiver, HANGS, verifyMessage, WEBHOOK_SECRET, type Answering } from '../../../support/webhook-receiver.js';

const OTHER_SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
/** Short waits: the order of things is the same. */
const QUICK: WebhookTimes = { timeout: 200, firstWait: 1, maxWait: 20 };
const FOREVER = 3_600_000;

function aQueue(
  url: string,
  { secret = WEBHOOK_SECRET, times = QUICK }: { secret?: string | string[]; times?: WebhookTimes } = {},
): { queue: WebhookQueue; counted: Record<string, number>; logged: string[] } {
  const counted: Record<string, number> = {};
  const logged: string[] = [];
  const queue = new WebhookQueue(readWebhooks({ crm: { url, secret } }).get('crm')!, {
    now: Date.now,
    random: () => 0.5,
    logOutage: (event, { code, status, webhook }) =>
      logged.push([event, code, status, webhook].filter((part) => part !== undefined).join(' ')),
    count: (webhook, result) => {
      counted[`${webhook} ${result}`] = (counted[`${webhook} ${result}`] ?? 0) + 1;
    },
    times,
  });
  return { queue, counted, logged };
}

const aMessage = (id = 'msg_1'): { id: string; body: string } => ({ id, body: `{"n":"${id}"}` });

suite('a message to a webhook', () => {
  test('verifies with the package of Standard Webhooks', async () => {
    await using receiver = await aReceiver(204);
    const { queue, counted } = aQueue(receiver.url);
    await queue.add(aMessage());

    const [message] = receiver.received;
    assert.deepEqual(verifyMessage(message!), { n: 'msg_1' });
    assert.deepEqual([message!.headers['webhook-id'], message!.headers['content-type']], ['msg_1', 'application/json']);
    assert.throws(() => verifyMessage({ ...message!, text: '{"n":"msg_2"}' }));
    assert.throws(() => verifyMessage(message!, OTHER_SECRET));
    assert.deepEqual(counted, { 'crm delivered': 1 });
  });

  test('is signed by each secret of a list, so that a receiver may have either', async () => {
    await using receiver = await aReceiver(200);
    await aQueue(receiver.url, { secret: [WEBHOOK_SECRET, OTHER_SECRET] }).queue.add(aMessage());

    const [message] = receiver.received;
    for (const secret of [WEBHOOK_SECRET, OTHER_SECRET])
      assert.deepEqual(verifyMessage(message!, secret), { n: 'msg_1' });
  });

  test('that fails twice is sent again with the same id and a signature of its own moment', async () => {
    await using receiver = await aReceiver(500, 503, 202);
    const { queue, counted, logged } = aQueue(receiver.url);
    await queue.add(aMessage());

    assert.equal(receiver.received.length, 3);
    for (const message of receiver.received) assert.deepEqual(verifyMessage(message), { n: 'msg_1' });
    assert.deepEqual([...new Set(receiver.received.map(({ headers }) => headers['webhook-id']))], ['msg_1']);
    assert.deepEqual(counted, { 'crm failed': 2, 'crm delivered': 1 });
    assert.deepEqual(logged, ['webhook-failed status 500 crm', 'webhook-failed status 503 crm']);
    assert.equal(queue.size, 0);
  });

  const FAILURES: readonly (readonly [says: string, answer: Answering, logs: string])[] = [
    ['answers 500 for ever', 500, 'status 500'],
    ['answers 404', 404, 'status 404'],
    ['redirects', (response) => response.writeHead(307, { location: '/elsewhere' }).end(), 'status 307'],
    ['hangs', HANGS, 'timeout'],
    ['ends the connection', (response) => void response.destroy(), 'network'],
  ];
  for (const [says, answer, logs] of FAILURES)
    test(`is given up after ${MAX_WEBHOOK_ATTEMPTS} attempts where the receiver ${says}`, async () => {
      await using receiver = await aReceiver(answer);
      const { queue, counted, logged } = aQueue(receiver.url, {
        times: { ...QUICK, timeout: says === 'hangs' ? 30 : FOREVER },
      });
      await queue.add(aMessage());

      // An attempt of a busy machine may end before the receiver has read it.
      if (says !== 'hangs') assert.equal(receiver.received.length, MAX_WEBHOOK_ATTEMPTS);
      assert.deepEqual(counted, { 'crm failed': MAX_WEBHOOK_ATTEMPTS, 'crm dropped': 1 });
      assert.deepEqual([...new Set(logged)], [`webhook-failed ${logs} crm`, 'webhook-dropped failed crm']);
    });

  test('is delivered once the receiver has answered, however long the body of the answer drips', async () => {
    await using receiver = await aReceiver((response) => {
      response.writeHead(200).write('a');
    });
    const { queue, counted } = aQueue(receiver.url, { times: { ...QUICK, timeout: FOREVER } });
    await queue.add(aMessage());

    assert.deepEqual(counted, { 'crm delivered': 1 });
  });

  test('ends all of them for a receiver that answers 410, and later ones', async () => {
    await using receiver = await aReceiver(500, 410);
    const { queue, counted, logged } = aQueue(receiver.url);
    await Promise.all([queue.add(aMessage('msg_1')), queue.add(aMessage('msg_2'))]);

    assert.equal(queue.add(aMessage('msg_3')), null);
    assert.equal(counted['crm dropped'], 3);
    assert.equal(logged.at(-1), 'webhook-dropped gone crm');
    assert.equal(receiver.received.length <= 3, true);
  });

  const asks =
    (value: string): Answering =>
    (response) =>
      response.writeHead(429, { 'retry-after': value }).end();

  test('waits longer each time, up to the longest wait', async ({ mock }) => {
    await using receiver = await aReceiver(500, 500, 500, 500, 200);
    const waits = mock.method(globalThis, 'setTimeout');
    await aQueue(receiver.url, { times: { ...QUICK, timeout: FOREVER, firstWait: 0.5, maxWait: 20 } }).queue.add(
      aMessage(),
    );

    const given = waits.mock.calls.map(({ arguments: [, ms] }) => ms!).filter((ms) => ms < 30 && !Number.isInteger(ms));
    assert.deepEqual(
      given.map((ms) => Math.round(ms * 100) / 100),
      [0.55, 2.2, 8.8],
    );
    assert.equal(
      waits.mock.calls.some(({ arguments: [, ms] }) => ms === 22),
      true,
    );
  });

  test('waits as long as the receiver asks for, in seconds or by a date', async ({ mock }) => {
    const later = new Date(Date.now() + FOREVER).toUTCString();
    for (const value of ['1800', later]) {
      await using receiver = await aReceiver(asks(value), 200);
      const waits = mock.method(globalThis, 'setTimeout');
      const { queue, counted } = aQueue(receiver.url, { times: { ...QUICK, timeout: 5000, maxWait: FOREVER } });
      void queue.add(aMessage());
      await eventually(() => counted['crm failed'] === 1);

      assert.equal(
        waits.mock.calls.some(({ arguments: [, ms] }) => ms! > 1_700_000),
        true,
      );
      mock.reset();
      await queue.drain(FOREVER);
    }
  });

  test('waits no longer than the longest wait, whatever the receiver asks for', async () => {
    await using receiver = await aReceiver(asks('3600'), asks('999999999'), asks('soon'), asks('-1'), 200);
    const { queue, counted } = aQueue(receiver.url);
    await queue.add(aMessage());

    assert.deepEqual(counted, { 'crm failed': 4, 'crm delivered': 1 });
  });
});

suite('a receiver that hangs', () => {
  test(`holds ${MAX_WEBHOOK_REQUESTS} requests at most, and ${MAX_WAITING_MESSAGES} messages; further ones are dropped`, async () => {
    await using receiver = await aReceiver(HANGS);
    const { queue, counted, logged } = aQueue(receiver.url, { times: { ...QUICK, timeout: FOREVER } });
    for (let at = 0; at < MAX_WAITING_MESSAGES; at++) assert.notEqual(queue.add(aMessage(`msg_${at}`)), null);

    assert.equal(queue.add(aMessage('one more')), null);
    assert.deepEqual(counted, { 'crm dropped': 1 });
    assert.deepEqual(logged, ['webhook-dropped full crm']);
    await eventually(() => receiver.received.length === MAX_WEBHOOK_REQUESTS);
    await queue.drain(0);
    assert.equal(receiver.received.length, MAX_WEBHOOK_REQUESTS);
    assert.deepEqual([queue.size, counted['crm dropped']], [0, MAX_WAITING_MESSAGES + 1]);
  });
});

suite('a queue that is drained', () => {
  test('sends at once what waits for its next attempt', async () => {
    await using receiver = await aReceiver(500, 200);
    const { queue, counted } = aQueue(receiver.url, {
      times: { ...QUICK, timeout: FOREVER, firstWait: FOREVER, maxWait: FOREVER },
    });
    const delivery = queue.add(aMessage());
    await eventually(() => counted['crm failed'] === 1);
    await queue.drain(FOREVER);
    await delivery;

    assert.deepEqual(counted, { 'crm failed': 1, 'crm delivered': 1 });
  });

  test('tries each message for the last time', async () => {
    await using receiver = await aReceiver(500);
    const { queue, counted } = aQueue(receiver.url, {
      times: { ...QUICK, timeout: FOREVER, firstWait: FOREVER, maxWait: FOREVER },
    });
    void queue.add(aMessage());
    await queue.drain(FOREVER);

    assert.deepEqual([counted['crm dropped'], queue.size], [1, 0]);
  });

  test('takes no further message', async () => {
    await using receiver = await aReceiver(200);
    const { queue } = aQueue(receiver.url);
    await queue.drain(FOREVER);

    assert.equal(queue.add(aMessage()), null);
  });
});
