/** Sealed content while debugging: what is printed, and what the inspector says. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aSeal } from '../support/a-seal.js';
import { aPage, aToken, GOLD, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
import { eventually } from '../support/eventually.js';
import { aKeyRoute, sealedConfig, sealedPlace } from '../support/sealed-page.js';

const { visit } = useBrowser();

async function visitDebugging(token: string): Promise<PageVisit & { readonly printed: string[] }> {
  const config = sealedConfig() as { features: Record<string, object> };
  const articles = { ...config.features['articles'], protection: 'sealed' };
  const reader = await visit({
    html: aPage(sealedPlace([await aSeal('<p>w1</p>')])),
    ...{ config: { ...config, features: { ...config.features, articles } }, token, path: '/?zephr-debug' },
    routes: { '/zephr/keys': aKeyRoute().route },
    settle: false,
  });
  const printed: string[] = [];
  reader.page.on('console', (message) => void printed.push(message.text()));
  await reader.page.reload();
  await eventually(() => Promise.resolve(printed.some((line) => line.startsWith('protection '))));
  return Object.assign(reader, { printed });
}

const protectionIn = (printed: readonly string[]): string =>
  printed.find((line) => line.startsWith('protection ')) ?? '';

suite('sealed content while debugging', TOGETHER, () => {
  test('is printed with its size and the times of its question', async () => {
    await using reader = await visitDebugging(GOLD);

    assert.match(
      protectionIn(reader.printed),
      /^protection sealed: 1 seal of \d{3} bytes in the page, 1 of them open; asked \d+ ms · answered \d+ ms \(key\)/,
    );
  });

  test('is printed as not asked for where the reader has no access', async () => {
    await using reader = await visitDebugging(aToken());

    assert.match(protectionIn(reader.printed), /0 of them open; no key was asked for$/);
  });

  test('has its level and its times in the inspector', async () => {
    await using reader = await visitDebugging(GOLD);
    const row = await reader.page.waitForSelector('>>> .row', { timeout: 15_000, visible: true });
    await row!.click();
    const textOf = (): Promise<string> => reader.page.$eval('>>> .panel', (panel) => panel.textContent ?? '');
    await eventually(async () => (await textOf()).includes('sealed (keys: endpoint /zephr/keys)'));

    assert.match(await textOf(), /answered \d+ ms \(key\) · opened \d+ ms/);
  });
});
