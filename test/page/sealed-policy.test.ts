/** Sealed content under a strict Content-Security-Policy, and what may run in it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aSeal } from '../support/a-seal.js';
import { aPage, GOLD, SCRIPT, TOGETHER, useBrowser, type PageVisit, type VisitWish } from '../support/bare-page.js';
import { eventually } from '../support/eventually.js';
import { aKeyRoute, sealedConfig, sealedPlace } from '../support/sealed-page.js';

const { visit } = useBrowser();

const HOSTILE =
  '<p>w1</p><script>window.ran = (window.ran ?? 0) + 1</script><img alt="" src="data:," onerror="window.ran = 9"><a href="javascript:window.ran = 9">w2</a>';

const strict = (types: string): Readonly<Record<string, string>> => ({
  'content-security-policy': `script-src 'nonce-n1' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types ${types}`,
});

const visitSealed = async (content: string, wish: VisitWish = {}): Promise<PageVisit> =>
  visit({
    html: aPage(sealedPlace([await aSeal(content)]), SCRIPT.replace('<script', '<script nonce="n1"')),
    ...{ config: sealedConfig(), token: GOLD },
    ...wish,
    routes: { '/zephr/keys': aKeyRoute().route, ...wish.routes },
  });

const ran = (reader: PageVisit): Promise<unknown> => reader.page.evaluate('window.ran');

const withSeal = (seal: object): Record<string, unknown> => {
  const config = sealedConfig() as { features: Record<string, object> };
  return { ...config, features: { ...config.features, articles: { ...config.features['articles'], seal } } };
};

suite('sealed content under strict policies', TOGETHER, () => {
  test('opens, and no script in it runs', async () => {
    await using reader = await visitSealed('<p>w1</p><script>window.ran = 1</script>', {
      headers: strict('zephr-sealed lit-html dompurify'),
    });

    assert.deepEqual([await reader.words('articles'), await ran(reader)], [['w1'], undefined]);
  });

  test('goes through the sanitiser of the browser where the policy is not allowed', async () => {
    await using reader = await visitSealed('<p>w1</p><script>window.ran = 1</script>', { headers: strict('other') });

    assert.deepEqual([await reader.shows('articles'), await ran(reader)], ['shown', undefined]);
    // The refused policy is noted by the browser.
    reader.problems.length = 0;
  });

  test('is a fault where the browser has no sanitiser either, and the page goes on', async () => {
    await using reader = await visitSealed('<p>w1</p>', {
      headers: strict('other'),
      before: 'delete Element.prototype.setHTML',
    });

    assert.deepEqual(await reader.faults(), ['seal-policy']);
    reader.problems.length = 0;
  });
});

suite('scripts in sealed content', TOGETHER, () => {
  test('run once and with the nonce of the page where the feature says so', async () => {
    const content = '<p>w1</p><script>window.ran = (window.ran ?? 0) + 1</script>';
    await using reader = await visitSealed(content, {
      config: withSeal({ scripts: true }),
      headers: strict('zephr-sealed lit-html dompurify'),
    });
    await reader.page.evaluate(() => window.Zephr.setToken('none'));
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await eventually(async () => (await reader.shows('articles')) === 'shown');

    assert.equal(await ran(reader), 1);
  });

  test('are taken out where the feature asks for the sanitiser', async () => {
    await using reader = await visitSealed(HOSTILE, { config: withSeal({ sanitize: true }) });
    const left = await reader.page.$eval('zephr-feature', (element) => element.innerHTML);

    assert.deepEqual([await reader.words('articles'), await ran(reader)], [['w1', 'w2'], undefined]);
    assert.doesNotMatch(left, /onerror|javascript:|window\.ran/);
  });
});
