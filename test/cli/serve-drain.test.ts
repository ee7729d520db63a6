/** `zephr serve`, asked to stop under load, loses no request that it has accepted. */
import assert from 'node:assert/strict';
import { Agent, request, type IncomingMessage } from 'node:http';
import { suite, test } from 'node:test';
import { TUTORIAL, useServedCommand } from '../support/served-command.js';
import { eventually } from '../support/eventually.js';

const { withServer } = useServedCommand();

const CLIENTS = 24;
const BODY = JSON.stringify({ token: TUTORIAL });

/** The results of all clients. */
interface Tally {
  answered: number;
  /** Requests that were sent over an open connection and got no whole answer. */
  lost: string[];
}

/** Sends one request, and gives whether the server takes another one over this connection. */
function send(origin: string, agent: Agent, tally: Tally): Promise<boolean> {
  return new Promise((done) => {
    const headers = { 'content-type': 'application/json', 'content-length': BODY.length };
    const sent = request(`${origin}/zephr/verify`, { method: 'POST', agent, headers }, (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', (error) => tally.lost.push(String(error)));
      response.on('end', () => {
        if (response.statusCode === 200 && text.startsWith('{"ok":true')) tally.answered++;
        else tally.lost.push(`${response.statusCode} ${text}`);
        done(response.headers.connection !== 'close');
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // A connection that was never made had no request.
      if (error.code !== 'ECONNREFUSED') tally.lost.push(`${error.code} ${sent.reusedSocket}`);
      done(false);
    });
    sent.end(BODY);
  });
}

/** Sends one request after the other over one connection, until the server says that it was the last one. */
async function load(origin: string, tally: Tally): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (await send(origin, agent, tally));
  agent.destroy();
}

suite('zephr serve, asked to stop under load', () => {
  for (const round of [1, 2, 3])
    test(`answers every request that it has accepted, and ends well (round ${round})`, async () => {
      await withServer(['zephr.json', '--quiet', '--rate-limit', '0'], async (server) => {
        const tally: Tally = { answered: 0, lost: [] };
        const clients = Array.from({ length: CLIENTS }, () => load(server.origin, tally));
        await eventually(() => tally.answered > 50 * CLIENTS);
        const before = tally.answered;
        server.kill('SIGTERM');
        await Promise.all(clients);

        assert.deepEqual(tally.lost, []);
        assert.ok(tally.answered >= before);
        assert.deepEqual(await server.ended, { code: 0, signal: null });
      });
    });

  test('answers a request that comes over a connection which had none at that moment', async () => {
    await withServer(['zephr.json', '--quiet'], async (server) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const tally: Tally = { answered: 0, lost: [] };
      assert.equal(await send(server.origin, agent, tally), true);
      server.kill('SIGTERM');
      // New connections are refused once the signal has come.
      await eventually(() =>
        fetch(`${server.origin}/zephr/health`).then(
          () => false,
          () => true,
        ),
      );

      assert.equal(await send(server.origin, agent, tally), false);
      assert.deepEqual(tally, { answered: 2, lost: [] });
      assert.deepEqual(await server.ended, { code: 0, signal: null });
      agent.destroy();
    });
  });
});
