/** The cases of the endpoint that every runtime runs. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createGifts } from '../../src/endpoint/gifts/create-gifts.js';
import { aConfig } from '../support/a-config.js';
import { aSecretToken, JWT, SECRET } from '../support/an-endpoint.js';
import { signToken } from '../support/sign-token.js';

const LIMIT = 3;
const SPENDS_AT_ONCE = 40;

/** Registered readers have three articles, customers all of them. */
export const RUNTIME_CONFIG = aConfig({
  jwt: JWT,
  features: {
    articles: {
      rules: {
        anonymous: { type: 'gift', yes: { content: 'show' }, no: { content: 'hide', components: ['register'] } },
        registered: { type: 'trial', tracker: 'stories', limit: LIMIT, yes: 'show', no: { content: 'hide' } },
        customer: { content: 'show' },
      },
    },
    videos: {},
  },
});

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** An answer of a server. */
interface Answered {
  readonly status: number;
  readonly body: Json;
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function ask(origin: string, path: string, init?: RequestInit): Promise<Answered> {
  const response = await fetch(`${origin}/zephr${path}`, { ...init, signal: AbortSignal.timeout(30_000) });
  return { status: response.status, body: (await response.json()) as Json };
}

function post(origin: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ask(origin, path, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: text });
}

const aView = (item: string): object => ({ id: randomUUID(), tracker: 'stories', item, at: Date.now() });

/** Spends many articles of one reader at once; gives how many were taken, and what is counted afterwards. */
export async function spendManyAtOnce(origin: string, reader: string): Promise<{ taken: number; counted: number }> {
  const token = aSecretToken({ sub: reader });
  const answers = await Promise.all(
    Array.from({ length: SPENDS_AT_ONCE }, (_, n) => post(origin, '/usage', { token, spend: [aView(`/story-${n}`)] })),
  );
  for (const { status } of answers) assert.equal(status, 200);
  return {
    taken: answers.filter(({ body }) => body['refused'].length === 0).length,
    counted: await countViews(origin, reader),
  };
}

/** How many views are counted of a reader. */
export async function countViews(origin: string, reader: string): Promise<number> {
  const { body } = await post(origin, '/usage', { token: aSecretToken({ sub: reader }) });
  return (body['trackers']['stories'] ?? []).length;
}

/** The options of the cases. */
export interface RuntimeCases {
  /** Whether the framework answers bodies that are no JSON itself. */
  readonly parsesBodies?: boolean;
}

/** Tells what a server does. */
export function tellOfRuntime(origin: () => string, { parsesBodies = false }: RuntimeCases = {}): void {
  test('is healthy', async () => {
    const { status, body } = await ask(origin(), '/health');

    assert.deepEqual([status, body['ok']], [200, true]);
    assert.match(body['version'], /^\d+\.\d+\.\d+$/);
  });

  test('verifies a token in the body, the cookie and the header, and no forged one', async () => {
    const token = aSecretToken({ sub: 'reader-1', prod: 'gold' });
    const forged = signToken({ alg: 'HS256', secret: 'another secret', claims: { sub: 'reader-1' } });
    const answers = [
      await post(origin(), '/verify', { token }),
      await post(origin(), '/verify', {}, { cookie: `theme=dark; blaize_jwt=${token}; a=b` }),
      await post(origin(), '/verify', {}, { authorization: `Bearer ${token}` }),
    ];

    for (const { status, body } of answers)
      assert.deepEqual([status, body], [200, { ok: true, claims: { sub: 'reader-1', prod: 'gold' }, user: null }]);
    assert.deepEqual((await post(origin(), '/verify', { token: forged })).body, { ok: false, reason: 'signature' });
    assert.deepEqual((await post(origin(), '/verify', {})).body, { ok: false, reason: 'none' });
  });

  test('decides for an anonymous reader and for a customer', async () => {
    const accessOf = async (token?: string): Promise<unknown> => {
      const { body } = await post(origin(), '/decide', { token, features: ['articles'], path: '/story' });
      return [body['decisions']['articles']['userState'], body['decisions']['articles']['access']];
    };

    assert.deepEqual(await accessOf(), ['anonymous', false]);
    assert.deepEqual(await accessOf(aSecretToken({ sub: 'reader-1', prod: 'gold' })), ['customer', true]);
  });

  test('takes as many articles of 40 at once as the limit is, and remembers them', async () => {
    assert.deepEqual(await spendManyAtOnce(origin(), `reader-${randomUUID()}`), { taken: LIMIT, counted: LIMIT });
  });

  test('opens a gift for the first session, and for no other', async () => {
    const gift = await createGifts({ secret: SECRET }).mint('/news/story', 3600);
    const open = async (session: string, path = '/news/story'): Promise<unknown> =>
      (await post(origin(), '/gift', { gift, path, session })).body;

    assert.deepEqual(await open('session-1', '/news/other'), { valid: false, reason: 'path' });
    assert.deepEqual(await open('session-1'), { valid: true });
    assert.deepEqual(await open('session-2'), { valid: false, reason: 'used' });
    assert.deepEqual(await open('session-1'), { valid: true });
  });

  test('counts what came of decisions, as a beacon of a page tells it', async () => {
    const event = { type: 'decision', feature: 'articles', userState: 'customer', outcomeId: 'show' };
    const { status } = await fetch(`${origin()}/zephr/events`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ version: 1, events: [event] }),
      signal: AbortSignal.timeout(30_000),
    });

    assert.equal(status, 204);
  });

  test('tells the place by the headers of a CDN', async () => {
    const headers = { 'cf-ipcountry': 'BE', 'cf-ipcity': 'Gent' };

    assert.deepEqual((await ask(origin(), '/facts', { headers })).body, { country: 'BE', city: 'Gent' });
  });

  test('refuses other routes, methods and bodies', async () => {
    const statusOf = async (path: string, init: RequestInit): Promise<number> =>
      (await fetch(`${origin()}/zephr${path}`, init)).status;
    const large = JSON.stringify({ token: 'x'.repeat(20_000) });
    const statuses = [
      await statusOf('/verify', { method: 'PUT', headers: JSON_TYPE, body: '{}' }),
      await statusOf('/verify', { method: 'POST', headers: JSON_TYPE, body: large }),
      await statusOf('/verify', { method: 'POST', headers: JSON_TYPE, body: '{' }),
    ];
    // It answers the next one.
    statuses.push((await ask(origin(), '/health')).status);

    assert.deepEqual(statuses, [405, 413, 400, 200]);
    if (!parsesBodies) assert.equal((await post(origin(), '/verify', '{')).body['error'].code, 'body-not-json');
  });
}
