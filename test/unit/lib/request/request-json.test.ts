import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MAX_ANSWER_LENGTH } from '../../../../src/lib/request/limits.js';
import { requestJson } from '../../../../src/lib/request/request-json.js';
import type { RequestPolicy } from '../../../../src/lib/request/request-text.js';
import { anUnreliableServer } from '../../../support/unreliable-server.js';

const soon = (): AbortSignal => AbortSignal.timeout(100);
const inTime = (): AbortSignal => AbortSignal.timeout(5000);

suite('a request for JSON', () => {
  test('without a body is a GET, and its answer is plain JSON', async () => {
    await using server = await anUnreliableServer({ '/facts': '{"country":"BE"}' });
    const { status, value } = await requestJson(fetch, `${server.origin}/facts`, { signal: inTime() });

    assert.deepEqual([status, { ...(value as object) }], [200, { country: 'BE' }]);
    assert.equal(Object.getPrototypeOf(value), null);
    assert.deepEqual(
      server.received.map(({ method, body, headers }) => [method, body, headers['content-type']]),
      [['GET', '', undefined]],
    );
  });

  test('with a value is a POST of JSON, and with `null` a POST without a body', async () => {
    await using server = await anUnreliableServer({ '/usage': '', '/renew': '' });
    await requestJson(fetch, `${server.origin}/usage`, { post: { token: 'a' }, signal: inTime() });
    await requestJson(fetch, `${server.origin}/renew`, { post: null, signal: inTime() });

    assert.deepEqual(
      server.received.map(({ method, body, headers }) => [method, body, headers['content-type']]),
      [
        ['POST', '{"token":"a"}', 'application/json'],
        ['POST', '', undefined],
      ],
    );
  });

  test('asks the browser for no redirects, no referrer, no cookies and no cached answer', async () => {
    const seen: RequestPolicy[] = [];
    const note = (_url: string, init: RequestPolicy): ReturnType<typeof fetch> => {
      seen.push(init);
      return Promise.resolve(new Response('{}'));
    };
    await requestJson(note, '/a', { signal: inTime() });
    await requestJson(note, '/b', { credentials: 'include', cache: 'default', keepalive: true, signal: inTime() });

    assert.deepEqual(
      seen.map(({ credentials, redirect, referrerPolicy, cache, keepalive }) => [
        ...[credentials, redirect, referrerPolicy, cache, keepalive],
      ]),
      [
        ['omit', 'error', 'no-referrer', 'no-store', undefined],
        ['include', 'error', 'no-referrer', 'default', true],
      ],
    );
  });

  test('follows no redirect: what it sends reaches no other server', async () => {
    await using elsewhere = await anUnreliableServer({ '/gift': '{}' });
    await using server = await anUnreliableServer({ '/gift': { to: `${elsewhere.origin}/gift` } });
    const asking = requestJson(fetch, `${server.origin}/gift`, { post: { gift: 'secret' }, signal: inTime() });

    await assert.rejects(asking, TypeError);
    assert.deepEqual([server.received.length, elsewhere.received.length], [1, 0]);
  });

  for (const route of ['/hangs', '/hangs-in-body']) {
    test(`ends after its time limit where the server ${route.slice(1).replaceAll('-', ' ')}`, async () => {
      await using server = await anUnreliableServer({ '/hangs': 'hangs', '/hangs-in-body': 'hangs-in-body' });

      await assert.rejects(requestJson(fetch, server.origin + route, { signal: soon() }), { name: 'TimeoutError' });
    });
  }

  test('ends after its time limit where `fetch` knows no signals', async () => {
    await assert.rejects(
      requestJson(() => new Promise((resolve) => setTimeout(resolve, 2000, {})), '/a', { signal: soon() }),
      { name: 'TimeoutError' },
    );
  });

  test('gives the status of an answer that is not a success, and none of its body', async () => {
    await using server = await anUnreliableServer({ '/usage': 413 });

    assert.deepEqual(await requestJson(fetch, `${server.origin}/usage`, { signal: inTime() }), {
      status: 413,
      value: null,
    });
  });

  for (const [says, text, error] of [
    ['is not JSON', '<html>', SyntaxError],
    ['is nested too deeply', '['.repeat(300) + ']'.repeat(300), RangeError],
    ['is too long', `"${'a'.repeat(MAX_ANSWER_LENGTH)}"`, RangeError],
  ] as const) {
    test(`is refused where the answer ${says}`, async () => {
      const answer = (): Promise<Response> => Promise.resolve(new Response(text));

      await assert.rejects(requestJson(answer, '/a', { signal: inTime() }), error);
    });
  }
});
