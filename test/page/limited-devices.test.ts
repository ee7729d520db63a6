/** Browsers that read at once with one account, at a real endpoint. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { SESSION_LIFETIME_MS } from '../../src/endpoint/limits.js';
import { BEAT_INTERVAL_MS } from '../../src/page/sessions/limits.js';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import { aSecretToken, withEndpoint, type EndpointVisit, type EndpointWish } from '../support/endpoint-page.js';
import { eventually } from '../support/eventually.js';

const visitWithEndpoint = withEndpoint(useBrowser().visit);

const ADA = aSecretToken({ sub: 'ada', prod: 'none' });
const DEVICES = { id: 'devices', content: 'hide', components: ['register'] };
const config = (fields: object): Record<string, unknown> =>
  configWithFeatures(
    { articles: alwaysDoes({ type: 'active-sessions', ...fields, yes: 'show', no: DEVICES }) },
    { jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } } },
  );
/** Time between two signs of life, as the pages of a test have it. */
const QUICK_MS = 100;
const QUICKLY = `{
  const wait = window.setTimeout;
  window.setTimeout = (run, ms, ...rest) => wait(run, ms === ${BEAT_INTERVAL_MS} ? ${QUICK_MS} : ms, ...rest);
}`;

/** Opens the first browser of a reader. The clock is that of the endpoint. */
const open = async (fields: object, wish: EndpointWish = {}): Promise<EndpointVisit & { clock: { ahead: number } }> => {
  const clock = { ahead: 0 };
  const reader = await visitWithEndpoint({
    ...{ config: config(fields), html: aPage(place('articles')), token: ADA, before: QUICKLY },
    options: { now: () => Date.now() + clock.ahead },
    ...wish,
  });
  return Object.assign(reader, { clock });
};

/** Opens the page in another browser of the same reader. */
async function openAnother({ context, page }: PageVisit): Promise<Page> {
  const other = await context.browser().createBrowserContext();
  await other.setCookie({ name: 'blaize_jwt', value: ADA, domain: new URL(page.url()).hostname, path: '/' });
  const opened = await other.newPage();
  await opened.evaluateOnNewDocument(QUICKLY);
  await opened.goto(page.url(), { waitUntil: 'domcontentloaded' });
  return opened;
}

const waitFor = (page: Page, state: 'shown' | 'walled'): Promise<unknown> =>
  page.waitForSelector(`zephr-feature[feature="articles"][state="${state}"]`, { timeout: 8000 });
const idsOf = ({ endpoint }: EndpointVisit): unknown[] => [
  ...new Set(endpoint.asked.filter(({ route }) => route === 'sessions').map(({ body }) => body?.['session'])),
];
const storedIn = (page: Page): Promise<string | null> => page.evaluate(() => localStorage.getItem('zephr-device'));

suite('browsers of one reader, two of which may read at once', TOGETHER, () => {
  test('are let in one after the other: the first gives way to the third, and comes back when there is room', async () => {
    await using reader = await open({ limit: 2 });
    await waitFor(reader.page, 'shown');
    const second = await openAnother(reader);
    await waitFor(second, 'shown');
    const third = await openAnother(reader);
    await waitFor(third, 'shown');
    await waitFor(reader.page, 'walled');
    assert.equal((await reader.decide('articles')).outcomeId, 'devices');
    await third.browserContext().close();
    reader.clock.ahead = SESSION_LIFETIME_MS;
    await waitFor(reader.page, 'shown');
    await waitFor(second, 'shown');
    await second.browserContext().close();

    assert.equal(reader.requests.filter(({ path }) => path === '/').length, 3, 'no page was loaded again');
  });

  test('refuse the third, where the newest gives way, and let it in when another one has gone', async () => {
    await using reader = await open({ limit: 2, givesWay: 'newest' });
    await waitFor(reader.page, 'shown');
    const second = await openAnother(reader);
    await waitFor(second, 'shown');
    const third = await openAnother(reader);
    await waitFor(third, 'walled');
    await waitFor(reader.page, 'shown');
    await second.browserContext().close();
    reader.clock.ahead = SESSION_LIFETIME_MS;
    await waitFor(third, 'shown');
    await third.browserContext().close();
  });

  test('have one id each, whatever tabs they have', async () => {
    await using reader = await open({ limit: 1 });
    await waitFor(reader.page, 'shown');
    const tab = await reader.context.newPage();
    await tab.goto(reader.page.url(), { waitUntil: 'domcontentloaded' });
    await waitFor(tab, 'shown');
    const id = await storedIn(tab);

    assert.match(String(id), /^[0-9a-f]{32}$/);
    assert.deepEqual(idsOf(reader), [id]);
  });

  test('keep their place while the endpoint cannot be reached', async () => {
    await using reader = await open({ limit: 2 });
    await waitFor(reader.page, 'shown');
    const before = reader.endpoint.asked.length;
    reader.endpoint.fate = () => 'breaks';
    await eventually(() => reader.endpoint.asked.length > before + 2);

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('store nothing without permission, and say goodbye with the page', async () => {
    const before = `${QUICKLY}; (window.Zephr = window.Zephr || []).push(['provideFacts', { consent: { storage: false } }]);`;
    await using reader = await open({ limit: 1 }, { before });
    await waitFor(reader.page, 'shown');
    const stored = await storedIn(reader.page);
    await reader.page.goto('about:blank');
    await eventually(() => reader.endpoint.asked.some(({ body }) => body?.['ends'] === true));

    assert.deepEqual([stored, idsOf(reader).length], [null, 1]);
  });

  test('are not counted for a reader without a token', async () => {
    await using reader = await visitWithEndpoint({ config: config({ limit: 2 }), html: aPage(place('articles')) });

    assert.deepEqual([await reader.shows('articles'), idsOf(reader)], ['walled registration-wall', []]);
    assert.equal(await storedIn(reader.page), null);
  });
});
