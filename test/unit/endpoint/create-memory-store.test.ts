import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryStore } from '../../../src/endpoint/create-memory-store.js';
import { aConfig } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';
import { anEndpoint, JWT, post } from '../../support/an-endpoint.js';
import { tellOfUsageStore } from '../../support/usage-store-suite.js';

suite('a store in memory', () => {
  tellOfUsageStore('a store in memory', (now) => ({ store: createMemoryStore(now) }));

  test('claims gifts, and keeps previews', async () => {
    const store = createMemoryStore(() => 0);

    assert.deepEqual([await store.claimGift('gift', 'one', 1), await store.claimGift('gift', 'two', 1)], [true, false]);
    await store.keepPreview('id', 'text', 1);
    assert.equal(await store.findPreview('id'), 'text');
  });

  test('keeps its counts for the endpoint of the next config', async () => {
    const store = createMemoryStore(() => NOON);
    const trial = { type: 'trial', tracker: 'stories', limit: 1, yes: 'show', no: { content: 'hide' } };
    const decide = async (url: string): Promise<boolean> => {
      // Each call makes an endpoint of its own, as after a change of the config.
      const config = aConfig({ jwt: JWT, features: { articles: { rules: { anonymous: trial } }, videos: {} } });
      const { endpoint } = anEndpoint({ config, store, secret: 'x'.repeat(64) });
      const body = { reader: 'a-random-id-of-a-browser', features: ['articles'], url, spend: true };
      return (await post(endpoint, '/zephr/decide', body)).body.decisions['articles'].access;
    };

    assert.equal(await decide('https://news.example/one'), true);
    assert.equal(await decide('https://news.example/two'), false);
  });
});
