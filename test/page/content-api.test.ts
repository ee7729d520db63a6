/** Rules that ask for the article of the page, which the endpoint reads from a content API. */
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { aContentApi, sends, type ContentApiServer } from '../support/a-content-api.js';
import { alwaysDoes, aPage, configWithFeatures, place, TOGETHER, useBrowser, WALLED } from '../support/bare-page.js';
import { withEndpoint, type EndpointVisit, type EndpointWish } from '../support/endpoint-page.js';

const { visit } = useBrowser();
const visitWithEndpoint = withEndpoint(visit);

const SOLD = { id: 'sold', content: 'hide', components: ['register'] };
const free = {
  ...{ type: 'content', name: 'premium', condition: 'equals', value: false, yes: 'show', no: SOLD },
  unknown: { ...SOLD, id: 'unknown' },
};
const inBelgium = { type: 'country', condition: 'equals', value: 'BE', yes: 'show', no: SOLD };
const config = configWithFeatures(
  { articles: alwaysDoes(free), local: alwaysDoes(inBelgium), videos: alwaysDoes(SOLD) },
  { jwt: { verifyEndpoint: '/zephr/verify' } },
);

/** The paths of free stories begin so. */
const answerByPath = (request: IncomingMessage, response: ServerResponse): void =>
  sends({ premium: !request.url!.includes('free') })(request, response);

const open = (api: ContentApiServer, path: string, wish: EndpointWish = {}): Promise<EndpointVisit> =>
  visitWithEndpoint({
    ...{ config, html: aPage(place('articles')), path },
    options: { content: { url: api.url, fields: ['premium'] } },
    ...wish,
  });
const askedOf = ({ asked }: ContentApiServer): string[] => asked.map(({ url }) => url.replace('/articles?path=', ''));

/** Waits until the page is kept current. */
const kept = async ({ page }: EndpointVisit): Promise<void> => {
  const file = await page.waitForFunction(
    () => performance.getEntriesByType('resource').find(({ name }) => name.includes('/live-'))?.name,
    { timeout: 8000 },
  );
  await page.evaluate(
    async (name) => {
      await import(name!);
      await new Promise((done) => setTimeout(done));
    },
    await file.jsonValue(),
  );
};

suite('the article of the page', TOGETHER, () => {
  for (const [path, state] of [
    ['/free/story?gift=a', 'shown'],
    ['/story#free', WALLED],
  ] as const)
    test(`at ${path} decides what is shown`, async () => {
      await using api = await aContentApi(answerByPath);
      await using reader = await open(api, path);

      assert.equal(await reader.shows('articles'), state);
      assert.deepEqual(askedOf(api), [encodeURIComponent(path.replace(/[?#].*/, ''))]);
    });

  test('is unknown while the content API fails', async () => {
    await using api = await aContentApi(sends('', 'text/plain', 503));
    await using reader = await open(api, '/free/story');

    assert.equal((await reader.decide('articles')).outcomeId, 'unknown');
  });

  for (const features of [
    ['articles', 'local'],
    ['local', 'articles'],
  ])
    test(`is asked for in one request with the location of the reader, for the features ${features.join(' and ')}`, async () => {
      await using api = await aContentApi(answerByPath);
      await using reader = await open(api, '/free/story', { html: aPage(features.map((id) => place(id)).join('')) });

      assert.deepEqual([await reader.shows('articles'), await reader.shows('local')], ['shown', WALLED]);
      assert.deepEqual(reader.endpoint.asked.map(({ route }) => route), ['facts']); // prettier-ignore
    });

  test('is not asked for where no feature of the page has a rule about it', async () => {
    await using api = await aContentApi(answerByPath);
    await using reader = await open(api, '/free/story', { html: aPage(place('videos')) });

    assert.deepEqual([await reader.shows('videos'), reader.endpoint.asked.length], [WALLED, 0]);
  });

  test('is what the site’s own code provides', async () => {
    await using api = await aContentApi(answerByPath);
    await using reader = await open(api, '/story');
    await reader.page.evaluate(() => window.Zephr.provideFacts({ content: { premium: false } }));

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('is asked for again on another path, and nothing is decided by the one before', async () => {
    await using api = await aContentApi(answerByPath);
    await using reader = await open(api, '/free/story');
    await kept(reader);
    const outcomes = await reader.page.evaluate(async () => {
      const made: string[] = [];
      document.addEventListener('zephr-decision', (event) => made.push((event as CustomEvent<{ outcomeId: string }>).detail.outcomeId)); // prettier-ignore
      history.pushState(null, '', '/story');
      document.querySelector('zephr-feature')!.replaceWith(document.querySelector('zephr-feature')!.cloneNode(true));
      const first = (await window.Zephr.decide('articles')).outcomeId;
      history.pushState(null, '', '/free/other');
      history.pushState(null, '', '/other');
      history.pushState(null, '', '/free/last');
      const last = (await window.Zephr.decide('articles')).outcomeId;
      await window.Zephr.refresh();
      return { first, last, made: [...new Set(made)] };
    });

    assert.deepEqual([outcomes.first, outcomes.last], ['sold', 'show']);
    assert.deepEqual(outcomes.made.filter((id) => !['show', 'sold'].includes(id)), []); // prettier-ignore
    assert.equal(await reader.shows('articles'), 'shown');
    assert.deepEqual([askedOf(api)[0], askedOf(api).at(-1)], ['%2Ffree%2Fstory', '%2Ffree%2Flast']);
  });

  test('is not asked for again where only the query changes', async () => {
    await using api = await aContentApi(answerByPath);
    await using reader = await open(api, '/free/story');
    await kept(reader);
    await reader.page.evaluate(() => history.pushState(null, '', '?page=2'));
    await reader.page.evaluate(() => window.Zephr.decide('articles'));

    assert.deepEqual([await reader.shows('articles'), api.asked.length], ['shown', 1]);
  });
});
