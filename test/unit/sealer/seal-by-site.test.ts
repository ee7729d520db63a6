import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseSeal } from '../../../src/seal/envelope.js';
import { createSealer } from '../../../src/sealer/create-sealer.js';
import type { Config } from '../../../src/model/config.js';
import { SEAL_KEY } from '../../support/a-seal.js';
import { aStoryPage } from '../../support/a-sealer.js';
import { aSecretToken, anEndpoint, JWT, post } from '../../support/an-endpoint.js';

const wall = { content: 'hide' } as const;
const config: Config = {
  version: 1,
  jwt: JWT,
  sites: { news: { hosts: ['news.example'] }, other: { hosts: ['other.example'] } },
  products: { local: { claimValue: 'local', features: ['articles'], sites: ['news'] } },
  features: {
    articles: { protection: 'sealed', rules: { anonymous: wall, registered: wall } },
    open: { protection: 'sealed', rules: { anonymous: { type: 'site', sites: ['news'], yes: 'show', no: wall } } },
  },
};
const sealer = createSealer({ config, keys: [SEAL_KEY] });
const questionOf = (seal: string): string => seal.split('.', 2).join('.');
const ask = async (seal: string, headers: Record<string, string> = {}): Promise<boolean> => {
  const { endpoint } = anEndpoint({ config, sealKeys: [SEAL_KEY], rateLimit: false });
  const token = aSecretToken({ sub: '1', prod: 'local' });
  const { body } = await post(endpoint, '/zephr/keys', { token, seals: [questionOf(seal)] }, headers);
  return 'k' in body.seals[0];
};

suite('a seal of a feature that depends on the site', () => {
  test('names the host of the page', async () => {
    const html = await sealer.html(aStoryPage());
    const [, text] = /<script type="application\/jose">([^<]*)</.exec(html)!;

    assert.equal(parseSeal(text!)!.fields.facts?.host, 'news.example');
  });

  test('names the host that the caller says before that of the canonical link', async () => {
    const html = await sealer.html(aStoryPage(), { path: 'https://OTHER.example:8443/story' });
    const [, text] = /<script type="application\/jose">([^<]*)</.exec(html)!;

    assert.equal(parseSeal(text!)!.fields.facts?.host, 'other.example');
  });

  test('is not made without a host', async () => {
    await assert.rejects(sealer.fragment('<p>Text</p>', { feature: 'open', path: '/story' }), { code: 'seal-path' });
  });

  test('opens on the site where the product of the reader counts, and on no other', async () => {
    const sealOn = (host: string): Promise<string> =>
      sealer.fragment('<p>Text</p>', { feature: 'articles', path: `https://${host}/story` });

    assert.equal(await ask(await sealOn('news.example')), true);
    assert.equal(await ask(await sealOn('other.example')), false);
  });

  test('opens by its own host alone, whatever a request says of its origin', async () => {
    const seal = await sealer.fragment('<p>Text</p>', {
      feature: 'open',
      path: '/story',
      facts: { host: 'other.example' },
    });
    const headers = { origin: 'https://news.example', referer: 'https://news.example/story', host: 'news.example' };

    assert.equal(await ask(seal, headers), false);
  });
});

suite('a seal of a feature that asks for the article of the page', () => {
  const isFree = { type: 'content', name: 'premium', condition: 'equals', value: false, yes: 'show', no: wall };
  const asking = createSealer({
    config: { version: 1, features: { articles: { protection: 'sealed', rules: { anonymous: isFree } } } } as Config,
    keys: [SEAL_KEY],
  });
  for (const [path, host] of [
    ['https://news.example/story', 'news.example'],
    ['/story', undefined],
  ] as const)
    test(`names ${host ?? 'no host'} where the page is at ${path}`, async () => {
      const seal = await asking.fragment('<p>Text</p>', { feature: 'articles', path });

      assert.equal(parseSeal(seal)!.fields.facts?.host, host);
    });
});
