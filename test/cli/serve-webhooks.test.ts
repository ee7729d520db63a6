/** `zephr serve` with webhooks in its settings: numbers, changed settings, and the end of a server whose messages wait. */
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { eventually } from '../support/eventually.js';
import type { RunningCommand } from '../support/run-command.js';
import { jwt, post, SECRET, TUTORIAL, useServedCommand } from '../support/served-command.js';
import { aReceiver, HANGS, verifyMessage, WEBHOOK_SECRET } from '../support/webhook-receiver.js';

const { command, withServer } = useServedCommand();

async function save(name: string, content: unknown): Promise<void> {
  const path = join(command().folder, name);
  await writeFile(`${path}.new`, JSON.stringify(content));
  await rename(`${path}.new`, path);
}

const notifying = aConfig({
  jwt,
  features: {
    articles: { rules: { anonymous: { type: 'notify', name: 'wall-met', webhook: 'crm', exits: { next: 'teaser' } } } },
    videos: {},
  },
});
const settingsFor = (url: string): object => ({ webhooks: { crm: { url, secret: WEBHOOK_SECRET } } });
const ARGUMENTS = ['notify.json', '--no-store', '--settings', 'webhooks.json'];

/** Reports a notification of one page view. */
const report = (server: RunningCommand, view: string): Promise<unknown> =>
  post(server, '/zephr/notify', {
    ...{ token: TUTORIAL, view, path: '/story' },
    notifications: [
      { feature: 'articles', name: 'wall-met', webhook: 'crm', userState: 'registered', outcomeId: 'teaser' },
    ],
  });
const readCounts = async ({ origin }: RunningCommand): Promise<string[]> => {
  const text = await (await fetch(`${origin}/zephr/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith('zephr_webhook_messages_total'));
};

suite('zephr serve with webhooks', () => {
  test('counts messages that are delivered, and attempts that fail, and logs the failure once', async () => {
    await using receiver = await aReceiver(503, 204);
    await save('notify.json', notifying);
    await save('webhooks.json', settingsFor(receiver.url));
    await withServer([...ARGUMENTS, '--metrics'], async (server) => {
      assert.deepEqual(await report(server, 'view-1'), { results: ['queued'] });
      const counted = 'zephr_webhook_messages_total{webhook="crm",result="delivered"} 1';
      await eventually(async () => (await readCounts(server)).includes(counted));

      assert.deepEqual((await readCounts(server)).length, 2);
      assert.equal(verifyMessage(receiver.received[1]!).data.reader.id, '1234567890');
      const failed = server
        .written()
        .out.split('\n')
        .filter((line) => line.includes('"webhook-failed"'));
      assert.equal(failed.length, 1);
      assert.match(failed[0]!, /"code":"status","webhook":"crm","status":503/);
    });
  });

  test('sends to the webhooks of changed settings', async () => {
    await using before = await aReceiver(204);
    await using after = await aReceiver(204);
    await save('notify.json', notifying);
    await save('webhooks.json', settingsFor(before.url));
    await withServer(ARGUMENTS, async (server) => {
      await report(server, 'view-1');
      await eventually(() => before.received.length === 1);
      await save('webhooks.json', settingsFor(after.url));
      await eventually(() => server.written().out.includes('"config-reloaded"'));
      await report(server, 'view-2');
      await eventually(() => after.received.length === 1);
    });
  });

  test('sends what waits for its next attempt before it ends', async () => {
    await using receiver = await aReceiver((response) => response.writeHead(503, { 'retry-after': '300' }).end(), 204);
    await save('notify.json', notifying);
    await save('webhooks.json', settingsFor(receiver.url));
    await withServer(ARGUMENTS, async (server) => {
      await report(server, 'view-1');
      await eventually(() => server.written().out.includes('"webhook-failed"'));
      server.kill('SIGTERM');

      assert.deepEqual(await server.ended, { code: 0, signal: null });
      assert.equal(receiver.received.length, 2);
      assert.equal(server.written().out.includes('"webhook-dropped"'), false);
    });
  });

  test('ends in spite of a receiver that hangs, and says what it has dropped', async () => {
    await using receiver = await aReceiver(HANGS);
    await save('notify.json', notifying);
    await save('webhooks.json', settingsFor(receiver.url));
    await withServer(ARGUMENTS, async (server) => {
      await report(server, 'view-1');
      await eventually(() => receiver.received.length === 1);
      server.kill('SIGTERM');

      assert.deepEqual(await server.ended, { code: 0, signal: null });
      assert.match(server.written().out, /"event":"webhook-dropped","code":"(stopped|failed)","webhook":"crm"/);
    });
  });

  test('does not start with a secret that is too short, and quotes no secret', async () => {
    await save('notify.json', notifying);
    await save('webhooks.json', { webhooks: { crm: { url: 'https://crm.example/', secret: 'whsec_c2VjcmV0' } } });
    const run = await command().run(['serve', ...ARGUMENTS], '', SECRET);

    assert.equal(run.code, 2);
    assert.match(
      run.err,
      /^error: webhooks\.json has a mistake: webhook-secret-invalid\n {2}\/webhooks\/crm\/secret: must be/,
    );
    assert.equal(run.err.includes('c2VjcmV0'), false);
  });
});
