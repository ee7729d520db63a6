/** Questions to the endpoint: which features wait for them, how many there are, and what they leave on the console. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, alwaysDoes, configWithFeatures, place, SHOWN, TOGETHER, useBrowser } from '../support/bare-page.js';
import { aTrial } from '../support/counting-pages.js';
import { GOLD, signingKey, withEndpoint, type EndpointVisit } from '../support/endpoint-page.js';
import { eventually } from '../support/eventually.js';
import { mountEndpoint } from '../support/mount-endpoint.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();
const visitWithEndpoint = withEndpoint(visit);

const WALL = { content: 'hide', components: ['register'] };
const JWT = { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } };
const IN_BELGIUM = { type: 'country', condition: 'equals', value: 'BE', yes: 'show', no: WALL };
const HAS_NO_PLAN = { type: 'custom-data', property: 'plan', condition: 'is-empty', yes: WALL, no: 'show' };
const html = aPage(place('articles'));

/** A promise for a test to keep. */
function aPromise(): { readonly kept: Promise<void>; readonly keep: () => void } {
  let keep = (): void => undefined;
  const kept = new Promise<void>((resolve) => (keep = resolve));
  return { kept, keep: () => keep() };
}

/** The features in the order in which they were decided. */
const decided = async (reader: EndpointVisit): Promise<readonly string[]> =>
  (await reader.events<{ feature: string }>('zephr-decision')).map(({ detail }) => detail.feature);

suite('a feature whose rule asks the endpoint nothing', TOGETHER, () => {
  const near = { start: IN_BELGIUM, exits: [] };
  const cases = [
    ['a location', IN_BELGIUM, {}, '/zephr/facts', '{"country":"BE"}'],
    ['a location in a config with sub rules', IN_BELGIUM, { subRules: { near } }, '/zephr/facts', '{"country":"BE"}'],
    ['counts', aTrial(), {}, '/zephr/usage', '{"trackers":{},"refused":[]}'],
  ] as const;
  for (const [says, local, changes, path, body] of cases)
    test(`does not wait where another one asks for ${says}`, async () => {
      const { kept, keep } = aPromise();
      const answer: Route = (_request, response) => void kept.then(() => response.end(body));
      const features = { local: alwaysDoes(local), articles: alwaysDoes(HAS_NO_PLAN) };
      await using reader = await visitWithEndpoint({
        config: configWithFeatures(features, { jwt: JWT, ...changes }),
        html: aPage(place('local') + place('articles')),
        token: GOLD,
        settle: false,
        routes: { [path]: answer },
      });
      await reader.page.waitForSelector('zephr-feature[feature="articles"][state="walled"]', { timeout: 8000 });
      keep();
      await reader.page.waitForSelector('zephr-feature[feature="local"][state="shown"]', { timeout: 8000 });

      assert.equal((await decided(reader))[0], 'articles');
    });
});

suite('the questions of one page', TOGETHER, () => {
  test('about the location and the article are one request', async () => {
    const isNews = { type: 'content', name: 'section', condition: 'equals', value: 'news', yes: IN_BELGIUM, no: WALL };
    await using reader = await visitWithEndpoint({
      config: configWithFeatures({ articles: alwaysDoes(isNews) }, { jwt: JWT }),
      html,
      routes: {
        '/zephr/facts': (_request, response) => void response.end('{"country":"BE","content":{"section":"news"}}'),
      },
    });

    assert.equal(await reader.shows('articles'), SHOWN);
    assert.equal(reader.requests.filter(({ path }) => path.startsWith('/zephr/facts')).length, 1);
  });

  test('about a new reader, their counts and their location take one round trip', async () => {
    const config = configWithFeatures({ articles: alwaysDoes(aTrial({ yes: IN_BELGIUM })) }, { jwt: JWT });
    const { routes } = mountEndpoint({ config, signingKey });
    const asked = new Set<string>();
    const { kept, keep } = aPromise();
    const held = Object.entries(routes).map(([path, route]): [string, Route] => [
      path,
      async (request, response) => {
        asked.add(path);
        await kept;
        if (typeof route === 'function') await route(request, response);
      },
    ]);
    await using reader = await visit({ config, html, token: GOLD, settle: false, routes: Object.fromEntries(held) });
    await eventually(() => asked.size === 3);
    keep();
    await reader.settled();

    assert.deepEqual([...asked].sort(), ['/zephr/facts', '/zephr/usage', '/zephr/verify']);
    assert.equal((await reader.identity()).foreignUserId, '1234567890');
  });

  test('are not sent where only features of other pages need answers', async () => {
    const features = { articles: alwaysDoes(HAS_NO_PLAN), other: alwaysDoes(aTrial({ yes: IN_BELGIUM })) };
    const sessions = alwaysDoes({ type: 'active-sessions', limit: 2, yes: 'show', no: WALL });
    await using reader = await visitWithEndpoint({
      config: configWithFeatures({ ...features, sessions }, { jwt: JWT }),
      html,
      token: GOLD,
    });
    await reader.page.waitForFunction(() => window.Zephr.ready.then(() => true));

    assert.deepEqual(
      reader.endpoint.asked.map(({ route }) => route),
      ['verify'],
    );
  });
});

suite('a page whose reader the endpoint does not recognise leaves no error on the console', TOGETHER, () => {
  const forged = GOLD.slice(0, -3) + 'AAA';
  const sessions = { type: 'active-sessions', limit: 2, yes: 'show', no: WALL };
  const cases = [
    ['a token that is refused', 'show', forged, {}, ['verify']],
    ['a token that is refused, on a metered page', aTrial(), forged, {}, ['usage', 'verify']],
    ['a token that is refused, where sessions count', sessions, forged, {}, ['sessions', 'verify']],
    ['no cookie for a page that sends cookies', aTrial(), undefined, { credentials: true }, ['usage', 'verify']],
  ] as const;
  for (const [says, node, token, jwt, routes] of cases)
    test(says, async () => {
      const config = configWithFeatures({ articles: alwaysDoes(node) }, { jwt: { ...JWT, ...jwt } });
      await using reader = await visitWithEndpoint({ config, html, ...(token && { token }) });
      const lines: string[] = [];
      const answered = new Set<string>();
      reader.page.on('console', (message) => lines.push(message.text()));
      reader.page.on('requestfinished', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith('/zephr/')) answered.add(pathname.slice('/zephr/'.length));
      });
      await reader.page.reload();
      await reader.settled();
      await eventually(() => routes.every((route) => answered.has(route)));

      assert.deepEqual([[...answered].sort(), lines], [[...routes], []]);
    });
});
