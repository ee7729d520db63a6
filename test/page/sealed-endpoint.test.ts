/** Sealed content whose keys an endpoint gives, which decides for itself. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aSeal, SEAL_KEY } from '../support/a-seal.js';
import {
  aPage,
  configWithJwt,
  TOGETHER,
  useBrowser,
  WALLED,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import { aSecretToken, GOLD, signingKey } from '../support/endpoint-page.js';
import { eventually } from '../support/eventually.js';
import { mountEndpoint, type MountedEndpoint } from '../support/mount-endpoint.js';
import { sealedPlace } from '../support/sealed-page.js';

const { visit } = useBrowser();

const BODY = '<p>w1 w2</p>';

interface Wish extends VisitWish {
  readonly jwt?: Readonly<Record<string, unknown>>;
  readonly endpointConfig?: Readonly<Record<string, unknown>>;
  readonly seal?: string;
}

async function visitSealed({ jwt, endpointConfig, seal, ...wish }: Wish = {}): Promise<
  PageVisit & { readonly endpoint: MountedEndpoint }
> {
  const config = configWithJwt({ verifyEndpoint: '/zephr/verify', ...jwt });
  const endpoint = mountEndpoint({ config: endpointConfig ?? config, signingKey, sealKeys: [SEAL_KEY] });
  const reader = await visit({
    ...{ config, token: GOLD, path: '/story', html: aPage(sealedPlace([seal ?? (await aSeal(BODY))])) },
    ...wish,
    routes: { ...endpoint.routes, ...wish.routes },
  });
  return Object.assign(reader, { endpoint });
}

const keysAsked = ({ asked }: MountedEndpoint): number => asked.filter(({ route }) => route === 'keys').length;

suite('sealed content with an endpoint', TOGETHER, () => {
  test('opens for a customer', async () => {
    await using reader = await visitSealed();

    assert.deepEqual(
      [await reader.words('articles'), keysAsked(reader.endpoint), await reader.faults()],
      [['w1', 'w2'], 1, []],
    );
  });

  test('shows the wall of the endpoint, whose rules say otherwise than those of the page', async () => {
    // The page gives access to every registered reader, as one who changes its config would.
    const config = configWithJwt({ verifyEndpoint: '/zephr/verify' }) as { features: object };
    const opened = { ...config, features: { ...config.features, articles: { rules: { registered: 'show' } } } };
    await using reader = await visitSealed({ config: opened, token: aSecretToken({}), endpointConfig: { ...config } });

    assert.deepEqual([await reader.shows('articles'), keysAsked(reader.endpoint)], ['walled paywall', 1]);
    const decisions = await reader.events<{ userState: string; by?: string }>('zephr-decision');
    assert.deepEqual(
      decisions.filter(({ detail }) => detail.by).map(({ detail }) => [detail.userState, detail.by]),
      [['registered', 'endpoint']],
    );
  });

  test('is a wall for a reader whose clock is a year late and whose token has expired', async () => {
    const past = Date.now() - 3_600_000;
    const token = aSecretToken({ prod: 'gold', exp: Math.floor(past / 1000) });
    await using reader = await visitSealed({
      token,
      before: `const now = Date.now; Date.now = () => now() - 31536000000;`,
    });

    assert.equal(await reader.shows('articles'), WALLED);
    assert.ok(!(await reader.page.content()).includes('w1'));
  });

  test('of a key that was removed is a fault that names it', async () => {
    await using reader = await visitSealed({ seal: await aSeal(BODY, { kid: '9' }) });

    assert.deepEqual(await reader.faults(), ['key-unknown']);
  });

  test('leaves the page when the reader signs out, and returns by signing in', async () => {
    await using reader = await visitSealed();
    await reader.setCookies([]);
    await reader.page.evaluate(() => window.Zephr.refresh());
    assert.deepEqual([await reader.shows('articles'), (await reader.page.content()).includes('w1')], [WALLED, false]);
    await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
    await reader.page.evaluate(() => window.Zephr.refresh());

    await eventually(async () => (await reader.shows('articles')) === 'shown');
  });
});
