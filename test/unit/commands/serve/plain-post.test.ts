/** `zephr serve` answers plain requests with a body as the endpoint answers any request. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as send, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import { createServer } from '../../../../src/commands/serve/create-server.js';
import { createEndpoint, type EndpointOptions } from '../../../../src/endpoint/create-endpoint.js';
import type { AnswerPost } from '../../../../src/endpoint/create-post-answerer.js';
import type { LogEntry } from '../../../../src/endpoint/create-log.js';
import { answerPostOf, type ServedOptions } from '../../../../src/endpoint/served-endpoint.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, JWT, SECRET } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

interface Served {
  readonly server: Server;
  readonly log: LogEntry[];
  /** Requests that were answered without the Fetch standard. */
  readonly short: () => number;
}

function serveBy(length: 'short' | 'long', limit = 1000): Served {
  const log: LogEntry[] = [];
  let short = 0;
  const options: EndpointOptions & ServedOptions = {
    config: aConfig({ jwt: JWT }),
    secret: SECRET,
    now: () => NOON,
    log: (entry) => log.push(entry),
    allowedOrigins: ['https://www.news.example'],
    rateLimit: { limit, windowMs: 60_000 },
    clientOf: (headers) => headers.get('cf-connecting-ip') ?? '',
  };
  const endpoint = createEndpoint(options);
  const answerPost = answerPostOf(endpoint);
  const counting: AnswerPost = (request) => {
    short++;
    return answerPost(request);
  };
  const server = createServer(endpoint, length === 'short' ? counting : undefined).listen(0, '127.0.0.1');
  return { server, log, short: () => short };
}

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask({ server }: Served, { path = '/zephr/verify', method = 'POST', headers, body }: Sent): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const octets = body === undefined ? null : Buffer.from(body);
  const all = {
    'content-type': 'application/json',
    'cf-connecting-ip': '198.51.100.1',
    ...(octets && !headers?.['transfer-encoding'] && { 'content-length': String(octets.length) }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const sent = send({ port, host: '127.0.0.1', path, method, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => {
        const { date: _date, 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = response.headers;
        resolve({ status: response.statusCode!, headers: rest, text });
      });
    });
    sent.on('error', reject);
    sent.end(octets);
  });
}

const token = aSecretToken({ sub: 'reader-1', name: 'Zoë' });
const body = JSON.stringify({ token });
const SHORT: Readonly<Record<string, Sent>> = {
  'a token in the body': { body },
  'a token in a cookie': { body: '{}', headers: { cookie: `blaize_jwt=${token}` } },
  'a token in Authorization': { body: '{}', headers: { authorization: `Bearer ${token}` } },
  'a forged token': { body: JSON.stringify({ token: `${token.slice(0, -2)}AA` }) },
  'a query after the path': { body, path: '/zephr/verify?a=%2F' },
  'a listed origin': { body, headers: { origin: 'https://www.news.example' } },
  'another origin': { body, headers: { origin: 'https://other.example' } },
  'a decision': { body: JSON.stringify({ token, features: ['articles'] }), path: '/zephr/decide' },
  'counted views': { body, path: '/zephr/usage' },
  'keys, without sealing keys': { body, path: '/zephr/keys' },
  'counts of nobody': { body: '{}', path: '/zephr/usage' },
  'a form': { body: 'token=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  'a body that is no JSON': { body: '{' },
  'a body that is no UTF-8': { body: Buffer.alloc(20, 0xff) },
  'a body with a byte order mark': { body: `\uFEFF${body}` },
  'an empty body': { body: '', headers: { 'content-length': '0' } },
  'a field of the wrong type': { body: '{"token":1}' },
  'a body that is nested deeply': { body: '['.repeat(300) },
  'a path of no route': { body, path: '/zephr/nothing' },
  'a path below a route': { body, path: '/zephr/verify/more' },
};
const LONG: Readonly<Record<string, Sent>> = {
  'an escape in the path': { body, path: '/zephr/%76erify' },
  'a slash at the end': { body, path: '/zephr/verify/' },
  'dots in the path': { body, path: '/x/../zephr/verify' },
  'a whole address': { body, path: 'http://news.example/zephr/verify' },
  'an invalid host': { body, headers: { host: 'a b' } },
  'a body of unknown length': { body, headers: { 'transfer-encoding': 'chunked' } },
  'a body over the limit': { body: 'x'.repeat(17_000) },
  'another method': { method: 'GET' },
  'a preflight request': {
    method: 'OPTIONS',
    headers: { origin: 'https://www.news.example', 'access-control-request-method': 'POST' },
  },
};

suite('plain requests with a body', () => {
  let [short, long]: Served[] = [];
  before(async () => {
    [short, long] = [serveBy('short'), serveBy('long')];
    await Promise.all([short, long].map(({ server }) => once(server, 'listening')));
  });
  after(() => {
    for (const served of [short!, long!]) {
      served.server.close();
      served.server.closeAllConnections();
    }
  });

  for (const [kinds, length] of [
    [SHORT, 'short'],
    [LONG, 'long'],
  ] as const)
    for (const [says, sent] of Object.entries(kinds))
      test(`${says}: has the same answer and log, by the ${length} code`, async () => {
        const before = short!.short();
        const [one, other] = [await ask(short!, sent), await ask(long!, sent)];
        const logged = [short!, long!].map(({ log }) => log.splice(0).map(({ ms: _ms, ...entry }) => entry));

        assert.deepEqual(one, other);
        assert.deepEqual(logged[0], logged[1]);
        assert.equal(short!.short() - before, length === 'short' ? 1 : 0);
      });

  test('count for the same limit in both', async () => {
    const served = serveBy('short', 2);
    await once(served.server, 'listening');
    const seen = [];
    for (const path of ['/zephr/gift', '/zephr/%67ift', '/zephr/gift', '/zephr/%67ift'])
      seen.push((await ask(served, { body: '{}', path })).status);
    served.server.close();
    served.server.closeAllConnections();
    assert.deepEqual(seen, [400, 400, 429, 429]);
    assert.equal(served.short(), 2);
  });
});
