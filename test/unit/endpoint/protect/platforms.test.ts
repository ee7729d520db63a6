import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PLATFORM_HEADERS, PLATFORM_PROXIES, type Platform } from '../../../../src/endpoint/protect/platforms.js';
import type { LogEntry } from '../../../../src/endpoint/create-log.js';
import { aConfig } from '../../../support/a-config.js';
import { createMemoryStore } from '../../../../src/endpoint/create-memory-store.js';
import { anEndpoint, JWT, post, send } from '../../../support/an-endpoint.js';
import { override } from '../../../support/override.js';

const LIMIT = { rateLimit: { limit: 2, windowMs: 60_000 } };
const EDGE = { address: '203.0.113.9' };
const warnings = (log: readonly LogEntry[], event: string): readonly LogEntry[] =>
  log.filter((entry) => entry.event === event);

suite('a client behind a platform', () => {
  for (const [platform, header] of Object.entries(PLATFORM_HEADERS)) {
    test(`${platform} is the one that ${header} names, whatever its own headers say`, async () => {
      const { endpoint, log } = anEndpoint({ ...LIMIT, trustProxy: platform as Platform });
      const ask = async (client: string): Promise<number> =>
        (await post(endpoint, '/zephr/verify', {}, { forwarded: 'for=192.0.2.200', [header]: client }, EDGE)).status;
      const found = [];
      for (const client of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) found.push(await ask(client));

      assert.deepEqual(found, [200, 200, 429, 200]);
      assert.deepEqual([...warnings(log, 'client-key-missing'), ...warnings(log, 'client-unknown')], []);
    });
  }

  for (const [platform, proxies] of [...Object.entries(PLATFORM_PROXIES), [1, 1], [3, 3]] as const) {
    test(`${platform} is the one that ${proxies} proxies in a row name, whatever the client adds before`, async () => {
      const { endpoint, log } = anEndpoint({ ...LIMIT, trustProxy: platform as Platform });
      const ask = async (client: string): Promise<number> => {
        const added = [client, ...Array.from({ length: proxies - 1 }, (_, n) => `10.0.0.${n}`)].join(', ');
        const header = `192.0.2.${Math.floor(Math.random() * 200)}, ${added}`;
        return (await post(endpoint, '/zephr/verify', {}, { 'x-forwarded-for': header }, EDGE)).status;
      };
      const found = [];
      for (const client of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) found.push(await ask(client));

      assert.deepEqual(found, [200, 200, 429, 200]);
      assert.deepEqual([...warnings(log, 'client-key-missing'), ...warnings(log, 'client-unknown')], []);
    });
  }

  test('is unknown where fewer proxies than the number have added an item', async () => {
    const { endpoint, log } = anEndpoint({ ...LIMIT, trustProxy: 3 });
    await post(endpoint, '/zephr/verify', {}, { 'x-forwarded-for': '192.0.2.1, 10.0.0.1' }, EDGE);

    assert.equal(warnings(log, 'client-unknown').length, 1);
  });

  test('is not named twice: trustProxy and clientKey exclude each other, and a platform must be known', () => {
    for (const options of [
      { trustProxy: 'fly', clientKey: () => 'a' },
      { trustProxy: 'constructor' },
      ...[0, -1, 1.5, 17, NaN, true, '1'].map((trustProxy) => ({ trustProxy })),
    ])
      assert.throws(() => anEndpoint(options as object), { code: 'option-invalid', pointer: '/trustProxy' });
  });
});

suite('a client that no address names', () => {
  test('is reported once, as all such clients share one limit', async () => {
    const { endpoint, log } = anEndpoint(LIMIT);
    for (let n = 0; n < 4; n++) await post(endpoint, '/zephr/verify', {}, {}, null);
    const [warning, ...others] = warnings(log, 'client-unknown');

    assert.deepEqual([warning?.level, warning?.pointer, others], ['warn', '/clientKey', []]);
    assert.match(warning?.message ?? '', /all clients share one limit: say by "trustProxy" or "clientKey"/);
  });

  test('is reported where the platform’s header is missing, and never without a limit', async () => {
    const behind = anEndpoint({ ...LIMIT, trustProxy: 'fly' });
    await post(behind.endpoint, '/zephr/verify', {}, {}, EDGE);
    const unlimited = anEndpoint({ rateLimit: false });
    await post(unlimited.endpoint, '/zephr/verify', {}, {}, null);

    assert.equal(warnings(behind.log, 'client-unknown')[0]?.pointer, '/trustProxy');
    assert.deepEqual(warnings(unlimited.log, 'client-unknown'), []);
  });
});

suite('trials that are counted in memory', () => {
  const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: { content: 'hide' } };
  const config = aConfig({ jwt: JWT, features: { articles: { rules: { anonymous: trial } }, videos: {} } });
  const start = (environment: string, options: object): readonly LogEntry[] => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = environment;
    try {
      return warnings(anEndpoint({ secret: 'x'.repeat(64), ...options }).log, 'store-memory');
    } finally {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    }
  };
  const store = {
    claimGift: () => true,
    spend: () => ({ refused: [] }),
    readUsage: () => ({}),
    carry: () => undefined,
  };

  test('are warned of in production, at start', () => {
    assert.match(start('production', { config })[0]?.message ?? '', /a restart forgets all\. Give "store"/);
    assert.equal(start('production', { config, store: { claimGift: () => true } }).length, 1);
    assert.equal(start('production', { config, store: createMemoryStore() }).length, 1);
  });

  test('are warned of where processes come and go, as on Cloudflare Workers and AWS Lambda', () => {
    const undo = override(globalThis, 'navigator', { value: { userAgent: 'Cloudflare-Workers' } });
    try {
      assert.equal(start('development', { config }).length, 1);
    } finally {
      undo();
    }
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'news';
    try {
      assert.equal(start('development', { config }).length, 1);
    } finally {
      delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
    }
  });

  test('are not warned of elsewhere, with a store, or where the config has none', () => {
    assert.deepEqual(start('development', { config }), []);
    assert.deepEqual(start('production', { config, store }), []);
    assert.deepEqual(start('production', {}), []);
  });
});

suite('the path of the routes', () => {
  for (const base of ['/api/zephr', '', '/v1.0/read-er_~']) {
    test(`is ${base || 'the root'} where "base" says so`, async () => {
      const { endpoint, log } = anEndpoint({ base, ...LIMIT });
      const statuses = [];
      for (const path of ['/verify', '/decide', '/verify'])
        statuses.push((await post(endpoint, base + path, {})).status);
      statuses.push(
        (await send(endpoint, `${base}/health`)).status,
        (await send(endpoint, '/zephr/health', {}, { address: '192.0.2.9' })).status,
      );

      assert.deepEqual(statuses, [200, 200, 429, 200, 404]);
      assert.deepEqual(
        log.filter(({ event }) => event === 'request').map(({ route }) => route),
        [`${base}/verify`, `${base}/decide`, `${base}/verify`, `${base}/health`, 'other'],
      );
    });
  }

  test('is named where a request asks for another', async () => {
    const { body } = await send(anEndpoint().endpoint, '/api/zephr/health');

    assert.deepEqual(body.error, {
      code: 'not-found',
      message: 'This route does not exist. The routes begin with /zephr/ ("base").',
    });
  });

  test('is a path of plain segments', () => {
    for (const base of ['zephr', '/zephr/', '//', '/:id', '/a*', '/a?b', '/a/../b c', 1, null])
      assert.throws(() => anEndpoint({ base: base as string }), { code: 'option-invalid', pointer: '/base' });
  });
});
