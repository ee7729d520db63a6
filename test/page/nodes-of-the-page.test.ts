/** Nodes that ask about page, device and visits. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';
import { asks, COMES_FROM, configThatAsks, IS_NOW, outcomeOf, IS_CRAWLER, type Part } from '../support/asking-rules.js';

const { visit, shared } = useBrowser();

const HOUR = 3_600_000;

const BODY = place('articles');

const consentTo = (purpose: string | number): Part => ({ type: 'consent', purpose });

/** The outcome of each node on a page that holds every fact but the reader's location. */
const ANSWERS: Readonly<Record<string, readonly [node: Part, outcome: string]>> = {
  'a meta tag by its name': [{ type: 'meta-tag', name: 'section', condition: 'equals', value: 'sport' }, 'yes'],
  'a meta tag by its property': [
    { type: 'meta-tag', name: 'og:type', condition: 'not-equals', value: 'article' },
    'no',
  ],
  'a meta tag that is not there': [{ type: 'meta-tag', name: 'author', condition: 'equals', value: 'x' }, 'unknown'],
  'a new article': [{ type: 'published-date', condition: 'newer-than', value: 3 }, 'yes'],
  'an article that is not old yet': [{ type: 'published-date', condition: 'older-than', value: 3 }, 'no'],
  'the article of a content API, where nothing gives it': [
    { type: 'content', name: 'section', condition: 'equals', value: 'sport' },
    'unknown',
  ],
  'a cookie': [{ type: 'cookie', name: 'theme', condition: 'equals', value: 'dark' }, 'yes'],
  'a cookie that is not there': [{ type: 'cookie', name: 'size', condition: 'equals', value: 'x' }, 'unknown'],
  'the cookie of the token, which is not a fact': [
    { type: 'cookie', name: 'blaize_jwt', condition: 'is-empty' },
    'yes',
  ],
  'a parameter of the address': [{ type: 'query-param', key: 'utm', condition: 'equals', value: 'a letter' }, 'yes'],
  'a parameter that is there twice': [{ type: 'query-param', key: 'tag', condition: 'equals', value: 'b' }, 'yes'],
  'a parameter that is not there': [{ type: 'query-param', key: 'page', condition: 'equals', value: 1 }, 'unknown'],
  'the path, by a pattern': [{ type: 'url-path', condition: 'matches', value: '/NEWS/*y' }, 'yes'],
  'the path, by a list': [{ type: 'url-path', condition: 'in', value: ['/', '/news'] }, 'no'],
  'no referrer': [{ type: 'referrer', condition: 'is-empty' }, 'yes'],
  'the user agent': [{ type: 'user-agent', condition: 'contains', value: 'HeadlessChrome' }, 'yes'],
  'a browser without a head, which is a crawler': [IS_CRAWLER, 'yes'],
  'a browser': [{ type: 'browser', is: 'firefox' }, 'no'],
  'the time': [IS_NOW, 'yes'],
  'the time in a zone': [{ ...IS_NOW, condition: 'before', timeZone: 'Europe/Berlin' }, 'no'],
  'the number of visits': [{ type: 'session-count', condition: 'at-least', value: 1 }, 'yes'],
  'the start of the visit': [{ type: 'session-start', condition: 'newer-than', value: 1 }, 'yes'],
  'a reader who is signed in': [{ type: 'recognised' }, 'yes'],
  'an unknown country': [{ type: 'country', condition: 'equals', value: 'DE' }, 'unknown'],
  'consent that was not asked for': [consentTo(1), 'unknown'],
  'a gift, where the link has none': [{ type: 'gift' }, 'no'],
  'premises, where nothing judges them': [{ type: 'on-premises' }, 'unknown'],
  'a trusted link, where there is none': [{ type: 'bypass' }, 'no'],
  'a promotion code, where there is none': [{ type: 'promo' }, 'no'],
  'sessions of a reader, where there is no endpoint': [{ type: 'active-sessions', limit: 2 }, 'unknown'],
  'a claim within a claim': [
    { type: 'jwt-token', property: '$.address.city', condition: 'equals', value: 'Ghent' },
    'yes',
  ],
  'an attribute': [{ type: 'user-attribute', attribute: 'city', condition: 'equals', value: 'Ghent' }, 'yes'],
  'a segment among several': [{ type: 'segment', condition: 'equals', value: 'loyal' }, 'yes'],
  'the date of registration': [{ type: 'registered-date', condition: 'before', value: '2021-01-01' }, 'yes'],
  'a token that has not expired': [{ type: 'jwt-expired' }, 'no'],
  'a product': [{ type: 'has-product', product: 'gold' }, 'yes'],
  'a feature that no product gives': [{ type: 'feature', feature: 'articles' }, 'no'],
  'the user state': [{ type: 'user-state', is: 'registered' }, 'yes'],
  'a trial that begins': [{ type: 'trial', limit: 3 }, 'yes'],
  'a trial without articles': [{ type: 'trial', tracker: 'nothing', limit: 0 }, 'no'],
  'a time trial that begins': [{ type: 'time-trial', duration: 1, unit: 'hours' }, 'yes'],
};

suite('a rule that asks about', () => {
  const opened = shared({
    html: aPage(
      BODY,
      `<meta name="section" content="sport"><meta property="og:type" content="article">
       <meta name="date" content="2020-01-01">
       <meta property="article:published_time" content="${new Date(Date.now() - 2 * HOUR).toISOString()}">${SCRIPT}`,
    ),
    path: '/news/story?utm=a+letter&tag=a&tag=b',
    cookies: [{ name: 'theme', value: 'dark' }],
    token: aToken({ prod: 'gold', address: { city: 'Ghent' }, segments: ['new', 'loyal'], created_at: '2020-05-01' }),
  });

  for (const [says, [node, outcome]] of Object.entries(ANSWERS)) {
    test(says, async () => {
      const reader = opened();
      const config = configThatAsks(node, { products: { gold: { claimValue: 'gold', features: [] } } }) as {
        jwt: object;
      };
      const jwt = { ...config.jwt, userAttributes: { privateClaimName: 'address' } };
      await reader.page.evaluate((given) => window.Zephr.start(given as never), { ...config, jwt });

      assert.deepEqual([await outcomeOf(reader), (await reader.decide('articles')).reason], [outcome, 'rule']);
    });
  }

  test('the referrer, which is the page before this one', async () => {
    await using reader = await visit({
      config: configThatAsks(COMES_FROM),
      html: '<!doctype html><title>Front</title><link rel="icon" href="data:,"><a href="/story">Story</a>',
      path: '/front',
      routes: { '/story': aPage(BODY) },
    });
    await Promise.all([reader.page.waitForNavigation(), reader.page.click('a')]);

    assert.equal(await outcomeOf(reader), 'yes');
  });

  test('a cookie, but not the one that the config says is the token’s', async () => {
    const node = { type: 'cookie', name: 'session', condition: 'is-empty' };
    await using reader = await visit({
      config: { ...configThatAsks(node), jwt: { cookie: 'session', verifyEndpoint: '/zephr/verify' } },
      html: aPage(BODY),
      cookies: [{ name: 'session', value: 'not-a-token' }],
    });

    assert.equal(await outcomeOf(reader), 'yes');
  });
});

const AGENTS: Readonly<Record<string, readonly [userAgent: string, device: string, browser: string]>> = {
  'an iPhone': [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'mobile',
    'safari',
  ],
  'Edge on Windows': [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'desktop',
    'edge',
  ],
  Googlebot: ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'crawler', 'other'],
};

suite('the user agent of', TOGETHER, () => {
  for (const [says, [userAgent, device, browser]] of Object.entries(AGENTS)) {
    test(`${says} gives device and browser`, async () => {
      await using reader = await visit({
        config: configWithFeatures({
          articles: alwaysDoes(asks({ type: 'device', is: device })),
          videos: alwaysDoes(asks({ type: 'browser', is: browser })),
        }),
        userAgent,
      });

      assert.deepEqual([await reader.shows('articles'), await reader.shows('videos')], ['shown', 'shown']);
    });
  }

  test('an iPad says that it is a Mac, and the page knows better', async () => {
    await using reader = await visit({
      config: configThatAsks({ type: 'device', is: 'mobile' }),
      html: aPage(BODY),
      userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15',
      before: 'Object.defineProperty(Navigator.prototype, "maxTouchPoints", { get: () => 5 });',
    });

    assert.equal(await outcomeOf(reader), 'yes');
  });
});

suite('the count of visits', () => {
  const isBack = { type: 'session-count', condition: 'greater-than', value: 1 };

  test('stays as it is from page to page, and grows when the reader comes back later', async () => {
    await using reader = await visit({ config: configThatAsks(isBack), html: aPage(BODY) });
    const outcomes = [await outcomeOf(reader)];
    await reader.page.reload();
    outcomes.push(await outcomeOf(reader));
    // An hour passes.
    await reader.page.evaluate((hour) => {
      const stored = JSON.parse(localStorage.getItem('zephr-visits')!) as { last: number };
      localStorage.setItem('zephr-visits', JSON.stringify({ ...stored, last: stored.last - hour }));
    }, HOUR);
    await reader.page.reload();
    outcomes.push(await outcomeOf(reader));

    assert.deepEqual(outcomes, ['no', 'no', 'yes']);
  });

  test('is not changed by deciding again', async () => {
    await using reader = await visit({ config: configThatAsks(isBack), html: aPage(BODY) });
    const stored = await reader.page.evaluate(async () => {
      const before = localStorage.getItem('zephr-visits');
      await window.Zephr.refresh();
      await window.Zephr.decide('articles');
      return [before, localStorage.getItem('zephr-visits')];
    });

    assert.equal(stored[0], stored[1]);
  });

  test('is not kept where no rule asks for it', async () => {
    await using reader = await visit({ config: configThatAsks(COMES_FROM), html: aPage(BODY) });

    assert.deepEqual(await reader.page.evaluate(() => Object.keys(localStorage)), []);
  });
});
