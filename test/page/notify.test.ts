/** Notifications of a page: to its tools, and through its endpoint to a receiver. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import { GOLD, withEndpoint, type EndpointVisit, type EndpointWish } from '../support/endpoint-page.js';
import { eventually } from '../support/eventually.js';
import { bannerOf, openLink, PREVIEW_KEYS, previewFor } from '../support/preview-page.js';
import { aReceiver, HANGS, verifyMessage, WEBHOOK_SECRET, type Receiver } from '../support/webhook-receiver.js';

const { visit } = useBrowser();
const visitWithEndpoint = withEndpoint(visit);

const HIDDEN = { id: 'wall', label: 'Wall', content: 'hide' };
const notify = (fields: object, next: unknown = HIDDEN): object => ({ type: 'notify', ...fields, exits: { next } });
const TO_CRM = notify({ name: 'wall-met', webhook: 'crm' });
const ON_OTHER_PATHS = { type: 'url-path', condition: 'equals', value: '/story', no: 'show', yes: TO_CRM };

/** Notes the notifications that the document gets. */
const NOTES = `window.noted = []; addEventListener('zephr-notify', (event) => noted.push(event.detail));`;
const notedIn = ({ page }: PageVisit): Promise<readonly Record<string, unknown>[]> =>
  page.evaluate(() => (window as unknown as { noted: Record<string, unknown>[] }).noted);

const configOf = (rule: unknown = TO_CRM, more: object = {}): Record<string, unknown> =>
  configWithFeatures(
    { articles: alwaysDoes(rule) },
    { jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } }, ...more },
  );
const open = (receiver: Receiver, wish: EndpointWish = {}): Promise<EndpointVisit> =>
  visitWithEndpoint({
    config: configOf(),
    html: aPage(place('articles')),
    path: '/story',
    before: NOTES,
    options: { webhooks: { crm: { url: receiver.url, secret: WEBHOOK_SECRET } } },
    ...wish,
  });

suite('a rule that notifies', TOGETHER, () => {
  test('fires an event, and has the endpoint send a signed message about the reader of the token', async () => {
    await using receiver = await aReceiver(204);
    await using reader = await open(receiver, { token: GOLD });
    await eventually(() => receiver.received.length === 1);

    assert.deepEqual(verifyMessage(receiver.received[0]!).data, {
      name: 'wall-met',
      feature: 'articles',
      reader: { token: 'valid', id: '1234567890', claims: {} },
      by: 'page',
      page: { userState: 'registered', outcomeId: 'wall', path: '/story' },
    });
    assert.deepEqual(await notedIn(reader), [
      {
        feature: 'articles',
        name: 'wall-met',
        userState: 'registered',
        outcomeId: 'wall',
        outcomeLabel: 'Wall',
        access: false,
      },
    ]);
  });

  test('does so once a page view, however often the page decides, and again on another page of the application', async () => {
    await using receiver = await aReceiver(204);
    await using reader = await open(receiver, { config: configOf(ON_OTHER_PATHS) });
    await eventually(() => receiver.received.length === 1);
    for (const path of [null, '/other', '/story'])
      await reader.page.evaluate(async (to) => {
        if (to) history.pushState({}, '', to);
        await window.Zephr.refresh();
      }, path);
    await eventually(() => receiver.received.length === 2);

    assert.deepEqual(
      (await notedIn(reader)).map(({ name }) => name),
      ['wall-met', 'wall-met'],
    );
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 2);
  });

  test('reaches the data layer and analytics without a word in the config', async () => {
    const sent: unknown[] = [];
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes(notify({ name: 'a' }, notify({ name: 'b' }))) },
        { dataLayer: {}, analytics: { endpoint: '/collect' } },
      ),
      html: aPage(place('articles')),
      routes: {
        '/collect': (request, response) => {
          let text = '';
          request.on('data', (part: Buffer) => (text += part.toString()));
          request.on('end', () => {
            sent.push(...(JSON.parse(text) as { events: unknown[] }).events);
            response.writeHead(204).end();
          });
        },
      },
    });
    const layer = (): Promise<readonly Record<string, unknown>[]> =>
      reader.page.evaluate(() => (window as unknown as { dataLayer: Record<string, unknown>[] }).dataLayer ?? []);
    await eventually(async () => (await layer()).filter(({ event }) => event === 'zephr-notify').length === 2);
    await reader.page.goto('about:blank');
    await eventually(() => sent.length > 0);

    const notified = (sent as Record<string, unknown>[]).filter(({ type }) => type === 'notify');
    assert.deepEqual(
      notified.map(({ name, feature, again }) => [name, feature, again]),
      [
        ['a', 'articles', undefined],
        ['b', 'articles', undefined],
      ],
    );
  });

  test('makes nothing known for a decision that the page only asks for', async () => {
    await using receiver = await aReceiver(204);
    const features = { articles: alwaysDoes(TO_CRM), later: alwaysDoes(notify({ name: 'later', webhook: 'crm' })) };
    const config = configWithFeatures(features, { jwt: { verifyEndpoint: '/zephr/verify' } });
    await using reader = await open(receiver, { config, html: aPage('<main>Nothing is gated here yet.</main>') });
    const { notifications } = await reader.decide('articles');
    await reader.page.evaluate(() => {
      document.querySelector('main')!.innerHTML = '<zephr-feature feature="later">text</zephr-feature>';
    });
    await eventually(() => receiver.received.length === 1);

    assert.deepEqual(notifications, [{ name: 'wall-met', webhook: 'crm' }]);
    assert.deepEqual(
      (await notedIn(reader)).map(({ name }) => name),
      ['later'],
    );
    assert.equal(verifyMessage(receiver.received[0]!).data.name, 'later');
  });

  test('holds up nothing where the receiver hangs', async () => {
    await using receiver = await aReceiver(HANGS);
    await using reader = await open(receiver);
    await eventually(() => receiver.received.length === 1);
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.equal(await reader.page.$eval('zephr-feature', (element) => element.getAttribute('outcome')), 'wall');
  });

  test('asks the endpoint again, when the reader comes back, for what it could not send', async () => {
    await using receiver = await aReceiver(204);
    await using reader = await open(receiver, { fate: (count) => (count === 1 ? 'breaks' : 'answers') });
    await eventually(() => reader.endpoint.asked.length === 1);
    await eventually(async () => {
      await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
      return receiver.received.length === 1;
    });

    assert.deepEqual((await notedIn(reader)).length, 1);
  });

  test('makes nothing known of a prerendered page before the reader opens it', async () => {
    await using receiver = await aReceiver(204);
    const early = `Object.defineProperty(Document.prototype, 'prerendering', { get: () => window.early ?? true });`;
    await using reader = await open(receiver, { before: NOTES + early });
    await reader.page.evaluate(() => window.Zephr.refresh());
    const before = [await notedIn(reader), reader.endpoint.asked.filter(({ route }) => route === 'notify')];
    await reader.page.evaluate(() => {
      Object.assign(window, { early: false });
      document.dispatchEvent(new Event('prerenderingchange'));
    });
    await eventually(() => receiver.received.length === 1);

    assert.deepEqual(before, [[], []]);
    assert.equal((await notedIn(reader)).length, 1);
  });

  test('makes nothing known in a preview', async () => {
    await using receiver = await aReceiver(204);
    const config = configOf(TO_CRM, { preview: { publicKey: PREVIEW_KEYS.publicKey } });
    await using reader = await open(receiver, { config, path: '/' });
    await eventually(() => receiver.received.length === 1);
    const edits = [{ pointer: '/features/articles/title', after: 'Articles' }];
    const link = await previewFor(reader, edits, { liveText: JSON.stringify(config) });
    const { page } = await openLink(reader, link);
    await page.evaluate(async (notes) => {
      (0, eval)(notes);
      await window.Zephr.refresh();
    }, NOTES);
    const banner = await bannerOf(page);
    // A message of the preview would come before that of the live page.
    await reader.page.reload();
    await eventually(() => receiver.received.length > 1);

    assert.ok(banner, 'the preview runs');
    assert.deepEqual(await page.evaluate('noted'), []);
    assert.equal(receiver.received.length, 2);
  });
});
