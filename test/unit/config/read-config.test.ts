import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { explainMistake } from '../../../src/config/explain-mistake.js';
import {
  fetchText,
  parseConfig,
  readConfig,
  takeConfig,
  type FetchText,
  type RawConfig,
} from '../../../src/config/read-config.js';

const answer =
  (body: string, status = 200) =>
  async (): Promise<Response> =>
    new Response(body, { status });

const fetchConfig = (url: string, fetch: FetchText): Promise<RawConfig> => readConfig(fetchText(url, fetch));

suite('a config at an address', () => {
  test('is read', async () => {
    assert.deepEqual((await fetchConfig('/zephr.json', answer('{"version":1}'))).value, { version: 1 });
  });

  test('is asked for at that address', async () => {
    const asked: string[] = [];
    await fetchConfig('/zephr.json', (url) => {
      asked.push(url);
      return answer('{}')();
    });

    assert.deepEqual(asked, ['/zephr.json']);
  });

  const rows: readonly { says: string; fetch: () => Promise<Response>; code: string; words: RegExp }[] = [
    { says: 'that is not there', fetch: answer('{}', 404), code: 'config-unreachable', words: /status 404/ },
    { says: 'on a server that is broken', fetch: answer('{}', 500), code: 'config-unreachable', words: /status 500/ },
    {
      says: 'out of reach',
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      code: 'config-unreachable',
      words: /Failed to fetch/,
    },
    {
      says: 'whose body breaks off',
      fetch: async () =>
        ({ ok: true, status: 200, text: () => Promise.reject(new TypeError('terminated')) }) as Response,
      code: 'config-unreachable',
      words: /terminated/,
    },
    {
      says: 'of a fetch that throws at once',
      fetch: () => {
        throw new Error('no network here');
      },
      code: 'config-unreachable',
      words: /no network here/,
    },
    {
      says: 'that is HTML',
      fetch: answer('<!doctype html><p>Log in'),
      code: 'config-not-json',
      words: /looks like HTML/,
    },
    { says: 'that is broken JSON', fetch: answer('{"version": 1,'), code: 'config-not-json', words: /is not JSON/ },
    { says: 'that is empty', fetch: answer(''), code: 'config-not-json', words: /is not JSON/ },
  ];
  for (const { says, fetch, code, words } of rows) {
    test(`${says} has the code ${code} and points to the whole`, async () => {
      await assert.rejects(fetchConfig('/zephr.json', fetch), { name: 'ConfigError', code, pointer: '' });
    });
    test(`${says} is explained in words`, async () => {
      const error = await fetchConfig('/zephr.json', fetch).catch((thrown: unknown) => thrown);

      assert.match((explainMistake(error, undefined) as Error).message, words);
    });
  }
});

suite('a config in the page', () => {
  test('is read from its text', () => {
    assert.deepEqual(parseConfig(' {"version":1}\n').value, { version: 1 });
  });
  test('that begins with a byte order mark is not JSON', () => {
    assert.throws(() => parseConfig('\uFEFF{}'), { code: 'config-not-json', pointer: '' });
  });
  for (const text of ['', '   ', '{', "{'version':1}", '{"version":1,}', 'undefined', '<p>']) {
    test(`${JSON.stringify(text)} is not JSON`, () => {
      assert.throws(() => parseConfig(text), { name: 'ConfigError', code: 'config-not-json', pointer: '' });
    });
  }
  for (const value of [null, undefined]) {
    test(`${value} is not one`, () => {
      assert.throws(() => takeConfig(value), { name: 'ConfigError', code: 'config-missing', pointer: '' });
    });
  }
  test('that was handed over is taken as it is', () => {
    const config = { version: 1 };

    assert.equal(takeConfig(config).value, config);
  });
});
