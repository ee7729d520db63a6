import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  exampleConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold', email: 'reader@example.org' });
const TEXAN = aToken({ state: 'Texas', email: 'reader@example.org' });
/** Texts that must never reach a tool. */
const PRIVATE = /reader@example|ada@example|eyJ|Texas|secret/;

interface Batch {
  readonly type: string;
  readonly body: { readonly version: number; readonly events: readonly Readonly<Record<string, unknown>>[] };
}

/** A page with analytics, and what they were sent. */
async function analysed(
  analytics: Readonly<Record<string, unknown>> = {},
  wish: VisitWish = {},
): Promise<{ readonly reader: PageVisit; readonly batches: Batch[] }> {
  const batches: Batch[] = [];
  const collect = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const part of request) text += String(part);
    batches.push({ type: request.headers['content-type'] ?? '', body: JSON.parse(text) as Batch['body'] });
    response.writeHead(204).end();
  };
  const reader = await visit({
    config: exampleConfig({ analytics: { endpoint: '/collect', ...analytics } }),
    html: aPage(place('articles')),
    routes: { '/collect': (...call) => void collect(...call) },
    ...wish,
  });
  return { reader, batches };
}

/** Waits until the page has notified its tools. */
const ready = (reader: PageVisit): Promise<unknown> =>
  reader.page
    .waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/tools-')), {
      timeout: 8000,
    })
    .then(() => pause(150));

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The reader goes to another tab. */
async function leave(reader: PageVisit): Promise<void> {
  await reader.page.evaluate(`Object.defineProperty(Document.prototype, 'visibilityState', {
    get: () => 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));`);
  await pause(200);
}

const typesOf = (batches: readonly Batch[]): unknown[] =>
  batches.flatMap(({ body }) => body.events.map(({ type }) => type));

/** Fills in the form of the registration wall and sends it; the page keeps it. */
const submit = (reader: PageVisit): Promise<void> =>
  reader.page.evaluate(() => {
    window.Zephr.on('zephr-submit', (event) => event.preventDefault());
    const form = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('form')!;
    form.querySelector('input')!.value = 'ada@example.org';
    form.requestSubmit();
  });

suite('analytics', TOGETHER, () => {
  test('are sent what was decided, shown and done, in one beacon when the reader leaves', async () => {
    const { reader, batches } = await analysed({}, { path: '/?jwt=secret' });
    await using _ = reader;
    await ready(reader);
    await submit(reader);
    assert.equal(batches.length, 0);
    await leave(reader);
    const [first, ...more] = batches;
    const { type, body } = first!;

    assert.deepEqual([type, body.version, more], ['application/json', 1, []]);
    assert.deepEqual(typesOf(batches), ['decision', 'wall-open', 'submit']);
    assert.deepEqual(body.events[2], {
      ...{ type: 'submit', at: body.events[2]!['at'], path: '/' },
      ...{ feature: 'articles', component: 'register', splitTests: {} },
      outcomeId: '/features/articles/rules/anonymous',
      outcomeLabel: 'hide register',
    });
    assert.deepEqual(Object.keys(body.events[0]!).sort(), [
      ...[
        'access',
        'at',
        'components',
        'feature',
        'outcomeId',
        'outcomeLabel',
        'path',
        'reason',
        'splitTests',
        'trials',
      ],
      ...['type', 'userState', 'zone'],
    ]);
    assert.doesNotMatch(JSON.stringify(batches), PRIVATE);
    await leave(reader);
    assert.equal(batches.length, 1);
  });

  test('are sent by a request where the browser has no beacon', async () => {
    const { reader, batches } = await analysed(
      { events: ['decision'] },
      { before: 'navigator.sendBeacon = undefined' },
    );
    await using _ = reader;
    await ready(reader);
    await leave(reader);

    assert.deepEqual(typesOf(batches), ['decision']);
  });

  test('get a batch when twenty events wait', async () => {
    const { reader, batches } = await analysed({ events: ['conversion'] });
    await using _ = reader;
    await ready(reader);
    await reader.page.evaluate(() => {
      for (let index = 0; index < 25; index++) {
        const detail = { conversion: `C${index}`, email: 'ada@example.org' };
        document.dispatchEvent(new CustomEvent('zephr-conversion', { bubbles: true, detail }));
      }
    });
    await pause(200);

    assert.equal(batches[0]!.body.events.length, 20);
    assert.doesNotMatch(JSON.stringify(batches), PRIVATE);
    await leave(reader);
    assert.equal(batches[1]!.body.events.length, 5);
  });

  test('wait for the reader’s consent, as site code tells it', async () => {
    const { reader, batches } = await analysed({ consent: 'analytics', events: ['decision', 'wall-open'] });
    await using _ = reader;
    await ready(reader);
    await leave(reader);
    assert.equal(batches.length, 0);
    await reader.page.evaluate(() => window.Zephr.provideFacts({ consent: { analytics: true } }));
    await pause(50);
    await leave(reader);

    assert.deepEqual(typesOf(batches).slice(0, 2), ['decision', 'wall-open']);
  });

  test('wait for the reader’s consent, as a consent manager tells it', async () => {
    const before = `window.__tcfapi = (command, version, callback) => { window.tellConsent = (granted) => callback(
      { gdprApplies: true, eventStatus: 'useractioncomplete', listenerId: 1, purpose: { consents: { 8: granted } } }, true); };`;
    const { reader, batches } = await analysed({ consent: '8', events: ['decision'] }, { before });
    await using _ = reader;
    await ready(reader);
    await leave(reader);
    assert.equal(batches.length, 0);
    await reader.page.evaluate('tellConsent(true)');
    await leave(reader);

    assert.deepEqual(typesOf(batches), ['decision']);
  });

  test('get nothing of a reader who refuses, not even later', async () => {
    const { reader, batches } = await analysed({ consent: 'analytics' });
    await using _ = reader;
    await ready(reader);
    await reader.page.evaluate(() => window.Zephr.provideFacts({ consent: { analytics: false } }));
    await pause(50);
    await reader.page.evaluate(() => window.Zephr.provideFacts(() => ({ consent: ['analytics'] })));
    await pause(50);
    await leave(reader);

    assert.ok(!typesOf(batches).includes('wall-open'));
  });

  test('take Global Privacy Control for a refusal of what it stands for', async () => {
    const before = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });`;
    const { reader, batches } = await analysed({ consent: 'sharing' }, { before });
    await using _ = reader;
    await ready(reader);
    await leave(reader);

    assert.equal(batches.length, 0);
  });

  test('are sent nothing where their address is not safe, and the page gets a fault', async () => {
    const { reader } = await analysed({ endpoint: 'http://collect.example/' });
    await using _ = reader;
    await ready(reader);

    assert.deepEqual(await reader.faults(), ['url-insecure /analytics/endpoint']);
    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('know nothing of a reader who is signed in but what was decided', async () => {
    const { reader, batches } = await analysed({}, { token: TEXAN });
    await using _ = reader;
    await ready(reader);
    await leave(reader);

    assert.deepEqual(typesOf(batches), ['decision', 'wall-open']);
    assert.doesNotMatch(JSON.stringify(batches), PRIVATE);
  });
});

suite('a conversion', TOGETHER, () => {
  test('is reported once, for a reader who signs in after a wall was shown', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    await reader.page.waitForFunction(() => Object.hasOwn(window, 'Blaize'));
    await pause(100);
    for (const token of [TEXAN, TEXAN]) await reader.page.evaluate((jwt) => window.Zephr.setToken(jwt), token);
    await pause(100);
    const wall = { feature: 'articles', outcomeId: '/features/articles/rules/anonymous' };

    assert.deepEqual(
      (await reader.events('zephr-conversion')).map(({ detail }) => detail),
      [{ conversion: 'REGISTERED', ...wall, outcomeLabel: wall.outcomeId }],
    );
    await reader.page.evaluate((jwt) => window.Zephr.setToken(jwt), GOLD);
    await pause(100);
    const [, second] = await reader.events<Record<string, string>>('zephr-conversion');
    assert.deepEqual(
      [second!.detail['conversion'], second!.detail['outcomeId']],
      ['CUSTOMER', '/features/articles/rules/registered/no'],
    );
  });

  test('is not reported where no wall was shown', async () => {
    await using reader = await visit({ html: aPage(place('articles')), token: GOLD });
    await reader.page.waitForFunction(() => Object.hasOwn(window, 'Blaize'));
    await reader.page.evaluate((jwt) => window.Zephr.setToken(jwt), TEXAN);
    await reader.page.evaluate((jwt) => window.Zephr.setToken(jwt), TEXAN);
    await pause(100);

    assert.deepEqual(await reader.events('zephr-conversion'), []);
  });

  test('is found on the next page, where tools ask for it', async () => {
    await using reader = await visit({ config: exampleConfig({ dataLayer: {} }), html: aPage(place('articles')) });
    await ready(reader);
    // Somewhere else, as with an identity provider of its own: a page that stays would notice the cookie itself.
    await reader.page.goto('about:blank');
    await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
    await reader.page.goto(reader.server.origin);
    await ready(reader);
    const reported = await reader.events<Record<string, string>>('zephr-conversion');
    await reader.page.reload();
    await ready(reader);

    assert.deepEqual(
      reported.map(({ detail }) => detail['conversion']),
      ['CUSTOMER'],
    );
    assert.deepEqual(await reader.events('zephr-conversion'), []);
  });

  test('is not looked for on the next page before a consent manager allows to store anything', async () => {
    const config = exampleConfig({ dataLayer: {} });
    await using reader = await visit({ config, html: aPage(place('articles')), before: 'window.__tcfapi = () => {};' });
    await ready(reader);

    assert.equal(await reader.page.evaluate(() => sessionStorage.length), 0);
  });
});

suite('events in the data layer', TOGETHER, () => {
  const pushed = (reader: PageVisit): Promise<Record<string, unknown>[]> =>
    reader.page.evaluate(() => (window as unknown as { dataLayer: Record<string, unknown>[] }).dataLayer);

  test('tell what was decided, shown, done and reached, and nothing of the reader', async () => {
    await using reader = await visit({ config: exampleConfig({ dataLayer: {} }), html: aPage(place('articles')) });
    await ready(reader);
    await submit(reader);
    await reader.page.evaluate((jwt) => window.Zephr.setToken(jwt), GOLD);
    await pause(100);
    const all = await pushed(reader);

    assert.deepEqual(
      all.map(({ event }) => event),
      [
        ...[
          'zephr-pageview',
          'zephr-decision',
          'zephr-wall-open',
          'zephr-submit',
          'zephr-decision',
          'zephr-conversion',
        ],
      ],
    );
    const { outcomeId, outcomeLabel } = all[1]!;
    assert.deepEqual(all[3], {
      event: 'zephr-submit',
      ...{ feature: 'articles', component: 'register', outcomeId, outcomeLabel, splitTests: {} },
    });
    assert.doesNotMatch(JSON.stringify(all), PRIVATE);
  });

  test('are those that the config names', async () => {
    const config = exampleConfig({ dataLayer: { name: 'gtm', events: ['wall-open'] } });
    await using reader = await visit({
      config,
      html: aPage(place('articles')),
      before: 'window.gtm = [{ event: "theirs" }]',
    });
    await ready(reader);

    assert.deepEqual(
      await reader.page.evaluate(() =>
        (window as unknown as { gtm: { event: string }[] }).gtm.map(({ event }) => event),
      ),
      ['theirs', 'zephr-pageview', 'zephr-wall-open'],
    );
  });

  test('hear of readers who have come only', async () => {
    const before = `Object.defineProperty(Document.prototype, 'prerendering', { get: () => window.early ?? true });`;
    await using reader = await visit({
      config: exampleConfig({ dataLayer: {} }),
      html: aPage(place('articles')),
      before,
    });
    await ready(reader);
    const early = await reader.page.evaluate(() => Object.hasOwn(window, 'dataLayer'));
    await reader.page.evaluate(() => {
      Object.assign(window, { early: false });
      document.dispatchEvent(new Event('prerenderingchange'));
    });

    assert.deepEqual(
      [early, (await pushed(reader)).map(({ event }) => event)],
      [false, ['zephr-pageview', 'zephr-decision', 'zephr-wall-open']],
    );
  });

  test('are pushed in a page with a strict policy', async () => {
    const csp = `default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; require-trusted-types-for 'script'`;
    await using reader = await visit({
      config: exampleConfig({ dataLayer: {}, analytics: { endpoint: '/collect' } }),
      html: aPage(place('articles'), SCRIPT.replace('<script', '<script nonce="abc"')).replace(/<link[^>]*>/, ''),
      headers: { 'content-security-policy': csp },
      routes: { '/collect': (_request, response) => void response.writeHead(204).end() },
    });
    await ready(reader);
    await leave(reader);

    assert.equal((await pushed(reader)).length, 3);
  });
});
