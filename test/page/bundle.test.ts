import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { AGENT_NODES } from '../../src/rules/nodes/agent-nodes.js';
import { FULL_REGISTRY } from '../../src/rules/full-registry.js';
import { aBundle } from '../support/a-bundle.js';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  missing,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import { builtPath } from '../support/built-files.js';
import { asks, METER, METERED, type Part } from '../support/asking-rules.js';

/** The path of the walls, with the hash of the build. */
const WALLS = await builtPath('chunks/walls.js');

const { visit } = useBrowser();

const BODY = place('articles');
const TAG = '<script src="/site.js"></script>';
/** Characters that break a script, a literal or a page of another encoding. */
const ODD = '</script><!-- \u2028 "\'\\ é 漢';
const WITHOUT_REST: Part = { jwt: undefined, products: {}, components: {} };

/** The requests of a page besides the document. */
const allPathsOf = ({ requests }: PageVisit): string[] =>
  requests.map(({ path }) => path).filter((path) => path !== '/');

/** The same, but for walls. */
const pathsOf = (reader: PageVisit): string[] => allPathsOf(reader).filter((path) => path !== '/chunks/walls.js');

suite('a page with a bundle', TOGETHER, () => {
  test('makes one request to decide for a reader without a token', async () => {
    const bundle = await aBundle(exampleConfig());
    await using reader = await visit({ html: aPage(BODY, TAG), routes: bundle.routes, config: null });

    assert.deepEqual([await reader.shows('articles'), pathsOf(reader)], ['walled registration-wall', ['/site.js']]);
  });

  test('makes one request to verify a token', async () => {
    const bundle = await aBundle(exampleConfig());
    await using reader = await visit({
      html: aPage(BODY, TAG),
      routes: bundle.routes,
      config: null,
      token: aToken({ prod: 'gold' }),
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), allPathsOf(reader)],
      ['valid', 'shown', ['/site.js']],
    );
  });

  test('makes no other request either where the cookie has a name of its own', async () => {
    const { jwt, ...rest } = exampleConfig();
    const bundle = await aBundle({ ...rest, jwt: { ...(jwt as Part), cookie: 'my_$&_token' } });
    await using reader = await visit({
      html: aPage(BODY, TAG),
      routes: bundle.routes,
      config: null,
      cookies: [{ name: 'my_$&_token', value: aToken({ prod: 'gold' }) }],
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), allPathsOf(reader)],
      ['valid', 'shown', ['/site.js']],
    );
  });

  test('with --walls makes one request to show a wall', async () => {
    const bundle = await aBundle(exampleConfig(), ['--walls']);
    await using reader = await visit({ html: aPage(BODY, TAG), routes: bundle.routes, config: null });

    assert.deepEqual([await reader.shows('articles'), allPathsOf(reader)], ['walled registration-wall', ['/site.js']]);
  });

  test('with --walls holds pop-ups, which share Lit with them', async () => {
    const outcome = { content: 'hide', components: ['register'], zone: 'pop-up' };
    const bundle = await aBundle(configWithFeatures({ articles: alwaysDoes(outcome) }), ['--walls']);
    await using reader = await visit({ html: aPage(BODY, TAG), routes: bundle.routes, config: null });
    await reader.page.waitForFunction(() =>
      document.querySelector('zephr-feature')?.shadowRoot?.querySelector('zephr-zone[open]'),
    );

    assert.deepEqual(allPathsOf(reader), ['/site.js']);
  });

  test('loaded by the lines that were printed passes its integrity, and asks for its walls once', async () => {
    const bundle = await aBundle(exampleConfig());
    await using reader = await visit({ html: aPage(BODY, bundle.tags), routes: bundle.routes, config: null });

    assert.deepEqual(
      [await reader.shows('articles'), allPathsOf(reader).sort()],
      ['walled registration-wall', ['/chunks/walls.js', '/site.js']],
    );
  });

  test('runs under a strict policy, with trusted types', async () => {
    const bundle = await aBundle(
      configWithFeatures(
        { articles: alwaysDoes({ content: 'hide', components: ['register'] }) },
        { components: { register: { type: 'registration-wall', heading: ODD } } },
      ),
      ['--walls'],
    );
    await using reader = await visit({
      html: aPage(BODY, TAG),
      routes: bundle.routes,
      config: null,
      headers: {
        'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types lit-html`,
      },
    });
    const heading = await reader.page.$eval(
      'zephr-registration-wall',
      (wall) => wall.shadowRoot!.querySelector('h2')!.textContent,
    );

    assert.deepEqual([heading, reader.problems], [ODD, []]);
  });

  test('finds what it does not hold beside itself', async () => {
    const bundle = await aBundle(exampleConfig());
    const walls: string[] = [];
    await using reader = await visit({
      html: aPage(BODY, '<base href="/elsewhere/"><script src="/v1/site.js"></script>'),
      config: null,
      routes: {
        '/v1/site.js': bundle.routes['/site.js']!,
        '/v1/chunks/walls.js': (request, response) => {
          walls.push(request.url!);
          response.writeHead(302, { location: `/${WALLS}` }).end();
        },
      },
    });

    assert.deepEqual([await reader.shows('articles'), walls], ['walled registration-wall', [`/v1/${WALLS}`]]);
  });

  test('finds it where --base says', async () => {
    const bundle = await aBundle(exampleConfig(), ['--base', '/']);
    await using reader = await visit({
      html: aPage(BODY, '<script src="/v1/site.js"></script>'),
      config: null,
      routes: { '/v1/site.js': bundle.routes['/site.js']! },
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('puts the config of a page before its own', async () => {
    const bundle = await aBundle(exampleConfig());
    const other = configWithFeatures({ articles: alwaysDoes('show') });
    await using inline = await visit({
      html: aPage(BODY, inlineConfig(other) + TAG),
      routes: bundle.routes,
      config: null,
    });
    await using named = await visit({
      html: aPage(BODY, '<script src="/site.js" data-config="/zephr.json"></script>'),
      routes: bundle.routes,
      config: other,
    });

    assert.deepEqual([await inline.shows('articles'), await named.shows('articles')], ['shown', 'shown']);
  });

  test('tells words for a mistake that only shows in the page', async () => {
    const bundle = await aBundle(exampleConfig());
    await using reader = await visit({
      html: aPage(BODY, '<script src="/site.js" data-manual></script>'),
      routes: bundle.routes,
      config: null,
      settle: false,
    });
    const message = await reader.page.evaluate(() => window.Zephr.start([] as never).catch(String));

    assert.match(String(message), /wrong type/);
  });
});

const isAPath = { type: 'url-path', condition: 'starts-with', value: '/' };
const like = { condition: 'equals', value: 'x' };
/** A condition of each type of node. */
const NODES: Readonly<Record<string, Part>> = {
  'jwt-token': { property: '$.a', ...like },
  'jwt-expired': {},
  'user-attribute': { attribute: 'a', ...like },
  'has-product': { product: 'gold' },
  feature: { feature: 'videos' },
  'user-state': { is: 'anonymous' },
  trial: {},
  'time-trial': { duration: 1, unit: 'hours' },
  'split-test': { test: 'colours', exits: { a: 'show', b: 'show' } },
  device: { is: 'mobile' },
  browser: { is: 'chrome' },
  'user-agent': { condition: 'contains', value: 'x' },
  site: { sites: ['local'] },
  'url-path': { condition: 'matches', value: '/*' },
  'query-param': { key: 'a', ...like },
  referrer: { ...like },
  'meta-tag': { name: 'a', ...like },
  'published-date': { condition: 'older-than', value: 1 },
  'custom-data': { property: 'a', condition: 'at-least', value: 1 },
  content: { name: 'a', condition: 'at-least', value: 1 },
  cookie: { name: 'a', ...like },
  country: { ...like },
  state: { ...like },
  city: { ...like },
  zip: { ...like },
  'date-time': { condition: 'after', value: '2020-01-01' },
  'session-count': { condition: 'at-least', value: 1 },
  'session-start': { condition: 'newer-than', value: 1 },
  'registered-date': { condition: 'older-than', value: 1 },
  segment: { ...like },
  recognised: {},
  consent: { purpose: '1' },
  gift: {},
  'on-premises': {},
  bypass: {},
  promo: {},
  'active-sessions': { limit: 2 },
  set: { variables: { offer: 'a' }, exits: { next: 'show' } },
  notify: { name: 'wall-met', exits: { next: 'show' } },
  'sub-rule': METER,
};

suite('a bundle decides in the task in which it runs', TOGETHER, () => {
  test('by every type of node', () => {
    assert.deepEqual(Object.keys(NODES).sort(), Object.keys({ ...FULL_REGISTRY.nodes, ...AGENT_NODES }).sort());
  });

  for (const [type, fields] of Object.entries(NODES)) {
    test(`by ${type}, without another request`, async () => {
      const node = { type, ...fields };
      const bundle = await aBundle(
        configWithFeatures(
          {
            articles: alwaysDoes('exits' in fields ? node : { ...node, yes: 'show', no: { content: 'hide' } }),
            videos: alwaysDoes({ ...isAPath, yes: 'show', no: 'show' }),
          },
          {
            ...WITHOUT_REST,
            products: { gold: { claimValue: 'gold', features: ['articles'] } },
            components: { register: { type: 'registration-wall' } },
            ...(type === 'site' && { sites: { local: { hosts: ['127.0.0.1', 'localhost'] } } }),
            ...(type === 'sub-rule' && { subRules: { metered: METERED } }),
            ...(type === 'split-test' && {
              splitTests: { colours: { groups: ['a', 'b'].map((id) => ({ id, weight: 1 })) } },
            }),
          },
        ),
      );
      await using reader = await visit({
        // The script follows the element, and the very next script reads its decision.
        html: aPage(
          `${BODY}${TAG}<script>window.stateThen = document.querySelector('zephr-feature').getAttribute('state')</script>`,
          '',
        ),
        routes: { ...bundle.routes, '/chunks/walls.js': missing },
        config: null,
      });

      assert.deepEqual(
        [/shown|walled/.test(String(await reader.page.evaluate('stateThen'))), pathsOf(reader), await reader.faults()],
        [true, ['/site.js'], []],
      );
    });
  }

  test('by places with an endpoint, which only the facts of the page are asked of', async () => {
    const bundle = await aBundle(
      configWithFeatures(
        { articles: alwaysDoes(asks({ type: 'country', ...like })) },
        { jwt: { verifyEndpoint: '/zephr/verify' } },
      ),
    );
    await using reader = await visit({
      html: aPage(BODY, TAG),
      routes: { ...bundle.routes, '/zephr/facts': (_request, response) => void response.end('{"country":"x"}') },
      config: null,
    });
    await reader.decide('articles');

    assert.deepEqual(pathsOf(reader), ['/site.js', '/zephr/facts']);
  });
});
