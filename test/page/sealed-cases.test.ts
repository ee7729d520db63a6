/** Sealed content and what changes at its endpoint: records, keys and gifts. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { encodeBase64url } from '../../src/lib/base64url.js';
import { createGifts } from '../../src/endpoint/gifts/create-gifts.js';
import type { EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import { aSeal, SEAL_KEY } from '../support/a-seal.js';
import {
  aPage,
  configWithFeatures,
  TOGETHER,
  useBrowser,
  WALLED,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import { aSecretToken, GOLD, signingKey } from '../support/endpoint-page.js';
import { mountEndpoint, type MountedEndpoint } from '../support/mount-endpoint.js';
import { sealedPlace } from '../support/sealed-page.js';

const { visit } = useBrowser();

const BODY = '<p>w1 w2</p>';
const WALL = { content: 'hide', components: ['register'] };

const withRules = (rules: object, jwt: object = {}): Record<string, unknown> =>
  configWithFeatures(
    { articles: { rules } },
    { jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' }, ...jwt } },
  );

async function visitSealed(
  config: Record<string, unknown>,
  options: Partial<EndpointOptions>,
  wish: VisitWish = {},
  seal?: string,
): Promise<PageVisit & { readonly endpoint: MountedEndpoint }> {
  const endpoint = mountEndpoint({ config, signingKey, sealKeys: [SEAL_KEY], ...options });
  const html = aPage(sealedPlace([seal ?? (await aSeal(BODY))]));
  const reader = await visit({ config, token: GOLD, path: '/story', html, ...wish, routes: endpoint.routes });
  return Object.assign(reader, { endpoint });
}

/** Opens an address as another reader: a browser without the storage of the first. */
async function showsTo(reader: PageVisit, address: string): Promise<string | null> {
  const context = await reader.page.browser().createBrowserContext();
  const tab = await context.newPage();
  await tab.goto(address);
  const place = await tab.waitForSelector('zephr-feature:is([state="shown"],[state="walled"],[state="fault"])');
  const state = await place!.evaluate((element) => element.getAttribute('state'));
  await context.close();
  return state;
}

suite('sealed content and its endpoint', TOGETHER, () => {
  test('is a wall from the next view on when the user store says so, though the token is valid', async () => {
    const record = { plan: 'gold' };
    const rule = { type: 'user-attribute', attribute: 'plan', condition: 'equals', value: 'gold' };
    const config = withRules(
      { anonymous: WALL, registered: { ...rule, yes: 'show', no: WALL } },
      { userStore: { foreignKeySystem: 'crm' } },
    );
    const users = { find: () => ({ ...record }) };
    await using reader = await visitSealed(config, { users });
    assert.equal(await reader.shows('articles'), 'shown');
    record.plan = 'none';
    await reader.page.reload();
    await reader.settled();

    assert.equal(await reader.shows('articles'), WALLED);
    assert.equal((await reader.page.content()).includes('w1'), false);
    assert.equal((await reader.identity()).token.status, 'valid');
  });

  test('of a retired key opens as long as the endpoint has that key', async () => {
    const fresh = { kid: '2', key: encodeBase64url(crypto.getRandomValues(new Uint8Array(32))) };
    const config = withRules({ anonymous: WALL, registered: 'show' });
    await using reader = await visitSealed(config, { sealKeys: [fresh, SEAL_KEY] }, { token: aSecretToken({}) });

    assert.deepEqual([await reader.words('articles'), await reader.faults()], [['w1', 'w2'], []]);
  });

  test('opens by a gift for the session that comes first, and for no other', async () => {
    const gift = await createGifts({ signingKey }).mint('/story');
    const config = withRules({ anonymous: { type: 'gift', yes: 'show', no: WALL } });
    const path = `/story?gift=${gift}`;
    await using reader = await visitSealed(config, {}, { token: '', path });
    assert.deepEqual([await reader.words('articles'), await reader.faults()], [['w1', 'w2'], []]);
    await reader.page.reload();
    await reader.settled();

    assert.equal(await reader.shows('articles'), 'shown');
    assert.equal(await showsTo(reader, reader.server.origin + path), 'walled');
  });

  test('of another path opens by no gift, whatever the page gives access to', async () => {
    const gift = await createGifts({ signingKey }).mint('/story');
    const config = withRules({ anonymous: { type: 'gift', yes: 'show', no: WALL } });
    const wish = { token: '', path: `/story?gift=${gift}` };
    await using reader = await visitSealed(config, {}, wish, await aSeal(BODY, { path: '/other' }));

    assert.deepEqual([await reader.shows('articles'), (await reader.page.content()).includes('w1')], [WALLED, false]);
  });
});
