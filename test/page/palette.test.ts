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
import {
  asks,
  COMES_FROM,
  configThatAsks,
  IS_NOW,
  METER,
  METERED,
  outcomeOf,
  WALL,
  IS_CRAWLER,
  type Part,
} from '../support/asking-rules.js';

const { visit, shared } = useBrowser();

const HOUR = 3_600_000;
const BODY = place('articles');

const consentTo = (purpose: string | number): Part => ({ type: 'consent', purpose });

/** What one node answers on a page that has something to say about everything but the reader's whereabouts. */
const ANSWERS: Readonly<Record<string, readonly [node: Part, outcome: string]>> = {
  'a meta tag by its name': [{ type: 'meta-tag', name: 'section', condition: 'equals', value: 'sport' }, 'yes'],
  'a meta tag by its property': [
    { type: 'meta-tag', name: 'og:type', condition: 'not-equals', value: 'article' },
    'no',
  ],
  'a meta tag that is not there': [{ type: 'meta-tag', name: 'author', condition: 'equals', value: 'x' }, 'unknown'],
  'a new article': [{ type: 'published-date', condition: 'newer-than', value: 3 }, 'yes'],
  'an article that is not old yet': [{ type: 'published-date', condition: 'older-than', value: 3 }, 'no'],
  'a cookie': [{ type: 'cookie', name: 'theme', condition: 'equals', value: 'dark' }, 'yes'],
  'a cookie that is not there': [{ type: 'cookie', name: 'size', condition: 'equals', value: 'x' }, 'unknown'],
  'the cookie of the token, which is no fact': [{ type: 'cookie', name: 'blaize_jwt', condition: 'is-empty' }, 'yes'],
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
  'a country that nobody told': [{ type: 'country', condition: 'equals', value: 'DE' }, 'unknown'],
  'consent that nobody asked for': [consentTo(1), 'unknown'],
  'a gift, where the link has none': [{ type: 'gift' }, 'no'],
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
  'a trial that nobody has': [{ type: 'trial', tracker: 'nothing', limit: 0 }, 'no'],
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

  test('the referrer, which is the page that he came from', async () => {
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
    test(`${says} tells device and browser`, async () => {
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

const isGerman = { type: 'country', condition: 'equals', value: 'DE' };
const queued = (code: string): string => aPage(BODY, `<script>window.Zephr = [${code}];</script>${SCRIPT}`);

suite('facts of the site’s own code', TOGETHER, () => {
  for (const [says, facts] of Object.entries({
    'as an object': '{ country: "DE" }',
    'as a function': '() => ({ country: "DE" })',
    'as a function that has to ask': 'async () => ({ country: "DE" })',
    'as a promise': 'new Promise((done) => setTimeout(done, 50, { country: "DE" }))',
  })) {
    test(`count from the first decision on, given ${says}`, async () => {
      await using reader = await visit({
        config: configThatAsks(isGerman),
        html: queued(`['provideFacts', ${facts}]`),
      });
      const decisions = await reader.events<{ outcomeId: string }>('zephr-decision');

      assert.deepEqual(
        decisions.map(({ detail }) => detail.outcomeId),
        ['yes'],
      );
    });
  }

  test('that come later open what they open', async () => {
    await using reader = await visit({ config: configThatAsks(isGerman), html: aPage(BODY) });
    const before = await outcomeOf(reader);
    await reader.page.evaluate(() => window.Zephr.provideFacts({ country: 'DE' }));

    assert.deepEqual([before, await reader.shows('articles')], ['unknown', 'shown']);
  });

  test('give way to claims where both name segments', async () => {
    const isLoyal = { type: 'segment', condition: 'equals', value: 'loyal' };
    const html = queued(`['provideFacts', { segment: 'loyal' }]`);
    await using told = await visit({ config: configThatAsks(isLoyal), html });
    await using claimed = await visit({
      config: configThatAsks(isLoyal),
      html,
      token: aToken({ segments: ['new', 'daily'] }),
    });

    assert.deepEqual([await outcomeOf(told), await outcomeOf(claimed)], ['yes', 'no']);
  });

  test('go before what the page says', async () => {
    await using reader = await visit({
      config: configThatAsks({ type: 'device', is: 'appliance' }),
      html: queued(`['provideFacts', { device: 'appliance' }]`),
    });

    assert.equal(await outcomeOf(reader), 'yes');
  });

  test('that throw when they are read make a fault of the rule that reads them, and of no other', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(asks(isGerman)), videos: alwaysDoes(asks(IS_NOW)) }),
      html: aPage(
        BODY + place('videos'),
        `<script>window.Zephr = [['provideFacts', { get country() { throw new Error('mine'); } }]];</script>${SCRIPT}`,
      ),
    });

    assert.deepEqual([await reader.shows('articles'), await reader.shows('videos')], ['fault', 'shown']);
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

/** A consent manager by IAB TCF that asks the reader just now; `choose` is his click. */
const CONSENT_MANAGER = `{
  const listeners = [];
  let data = { gdprApplies: true, eventStatus: 'cmpuishown', purpose: { consents: {} } };
  window.__tcfapi = (command, version, callback) => {
    if (command !== 'addEventListener') return;
    listeners.push(callback);
    callback({ ...data, listenerId: listeners.length }, true);
  };
  window.choose = (consents) => {
    data = { ...data, eventStatus: 'useractioncomplete', purpose: { consents } };
    listeners.forEach((callback, index) => callback({ ...data, listenerId: index + 1 }, true));
  };
}`;

suite('consent', TOGETHER, () => {
  test('is unknown until the reader has chosen; his no is a wall, and his yes opens it without a reload', async () => {
    await using reader = await visit({
      config: configThatAsks(consentTo(1)),
      html: aPage(BODY),
      before: CONSENT_MANAGER,
    });
    const shown = [await reader.shows('articles')];
    await reader.page.evaluate('window.stayed = true; choose({ 1: false })');
    await reader.page.waitForSelector('zephr-registration-wall');
    shown.push(await reader.shows('articles'));
    await reader.page.evaluate('choose({ 1: true })');
    await reader.page.waitForSelector('zephr-feature[state="shown"]');
    const outcomes = await reader.events<{ outcomeId: string }>('zephr-decision');

    assert.deepEqual(shown, ['walled', 'walled registration-wall']);
    assert.deepEqual(
      outcomes.map(({ detail }) => detail.outcomeId),
      ['unknown', 'no', 'yes'],
    );
    assert.deepEqual(
      [await reader.page.$('zephr-registration-wall'), await reader.page.evaluate('stayed')],
      [null, true],
    );
  });

  test('is a no to sale and sharing where the browser sends Global Privacy Control', async () => {
    await using reader = await visit({
      config: configWithFeatures({
        articles: alwaysDoes(asks(consentTo('sale'))),
        videos: alwaysDoes(asks(consentTo(1))),
      }),
      before: 'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true });',
    });

    assert.deepEqual([await outcomeOf(reader), (await reader.decide('videos')).outcomeId], ['no', 'unknown']);
  });

  test('to purposes of the site’s own stands beside that of a manager', async () => {
    await using reader = await visit({
      config: configWithFeatures({
        articles: alwaysDoes(asks(consentTo('newsletter'))),
        videos: alwaysDoes(asks(consentTo(1))),
      }),
      html: aPage(
        BODY + place('videos'),
        `<script>window.Zephr = [['provideFacts', { consent: { newsletter: true } }]];</script>${SCRIPT}`,
      ),
      before: CONSENT_MANAGER,
    });
    await reader.page.evaluate('choose({ 1: true })');

    assert.deepEqual([await outcomeOf(reader), (await reader.decide('videos')).outcomeId], ['yes', 'yes']);
  });

  test('as a list of the site’s own is all that there is', async () => {
    await using reader = await visit({
      config: configThatAsks(consentTo(1)),
      html: queued(`['provideFacts', { consent: ['newsletter'] }]`),
    });

    assert.equal(await outcomeOf(reader), 'no');
  });
});

const COLOURS = {
  groups: [
    { id: 'red', weight: 1 },
    { id: 'blue', weight: 1 },
  ],
};

suite('a reader of whom nothing was counted yet', TOGETHER, () => {
  test('goes through a sub rule, and the trace tells the way', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(METER) }, { subRules: { metered: METERED } }),
      html: aPage(BODY),
    });
    const { outcomeId, trace, trials } = await reader.decide('articles');

    assert.equal(outcomeId, 'in');
    assert.deepEqual(trace, [
      {
        node: '/features/articles/rules/anonymous',
        type: 'sub-rule',
        says: 'the sub rule metered: in',
        exit: 'in',
      },
      { node: 'free', type: 'custom-data', says: 'the custom data free equals true: no', exit: 'no' },
      { node: 'count', type: 'trial', says: 'the trial of 2 unique articles lasts: 1', exit: '1' },
    ]);
    assert.deepEqual(trials, { 'articles/anonymous': { limit: 2, remaining: 1, resetsAt: null } });
  });

  test('is in a group of a split test, the same one on every page', async () => {
    const exits = { red: { id: 'red', content: 'show' }, blue: { id: 'blue', content: 'show' } };
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes({ type: 'split-test', test: 'colours', exits }) },
        { splitTests: { colours: COLOURS } },
      ),
      html: aPage(BODY),
      token: aToken(),
    });
    const { outcomeId, splitTests } = await reader.decide('articles');
    await reader.page.reload();

    assert.deepEqual(splitTests, { colours: outcomeId });
    assert.equal(await outcomeOf(reader), outcomeId);
  });

  test('has the whole of a time trial before him', async () => {
    await using reader = await visit({
      config: configThatAsks({ type: 'time-trial', duration: 10, unit: 'minutes' }),
      html: aPage(BODY),
    });
    const [first] = (await reader.decide('articles')).trace;

    assert.equal(first!.says, 'the trial of 10 minutes lasts: yes');
  });
});

/** Mistakes in what features share: each with code and pointer. */
const SHARED: Readonly<Record<string, readonly [changes: Part, failure: string]>> = {
  'a step of a sub rule that leads nowhere': [
    { subRules: { metered: { ...METERED, start: 'nowhere' } } },
    'step-unknown /subRules/metered/start',
  ],
  'an exit that a sub rule does not have': [
    { subRules: { metered: { ...METERED, exits: ['in'] } } },
    'exit-unknown /subRules/metered/nodes/count/no/exit',
  ],
  'a sub rule inside of itself': [
    {
      subRules: {
        metered: { start: { type: 'sub-rule', rule: 'metered', exits: { in: { exit: 'in' } } }, exits: ['in'] },
      },
    },
    'cycle /subRules/metered',
  ],
  'a split test without groups': [{ splitTests: { colours: { groups: [] } } }, 'type-wrong /splitTests/colours/groups'],
  'split tests that are no map': [{ splitTests: null }, 'type-wrong /splitTests'],
};

suite('a mistake', () => {
  const opened = shared({ html: aPage(BODY) });

  for (const [says, [changes, failure]] of Object.entries(SHARED)) {
    for (const [feature, step] of [
      ['that no feature needs', WALL],
      ['beside a feature that needs the palette', asks(IS_NOW)],
    ] as const) {
      test(`in what features share rejects ready: ${says}, ${feature}`, async () => {
        const reader = opened();
        await reader.forget();
        await reader.page.evaluate(
          (config) => window.Zephr.start(config as never).catch(() => undefined),
          configWithFeatures({ articles: alwaysDoes(step) }, changes),
        );

        assert.deepEqual(
          [await reader.failure(), await reader.faults(), await reader.shows('articles')],
          [failure, [failure], 'fault'],
        );
      });
    }
  }

  for (const [says, node, fault] of [
    ['a sub rule that is none', { type: 'sub-rule', rule: 'metred', exits: {} }, 'sub-rule-unknown /rule'],
    ['an exit that is missing', { ...METER, exits: { in: 'show' } }, 'exit-missing /exits/out'],
    ['a zone that is none', asks({ ...IS_NOW, timeZone: 'Mars/Olympus' }), 'value-unknown /timeZone'],
    ['a browser that is none', asks({ type: 'browser', is: 'netscape' }), 'value-unknown /is'],
  ] as const) {
    test(`in one feature makes that one a fault: ${says}`, async () => {
      const reader = opened();
      await reader.forget();
      await reader.page.evaluate(
        async (config) => {
          await window.Zephr.start(config as never);
          await window.Zephr.refresh();
        },
        configWithFeatures(
          { articles: alwaysDoes(node), videos: alwaysDoes(METER) },
          { subRules: { metered: METERED } },
        ),
      );
      await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")');
      const [code, pointer] = fault.split(' ');

      assert.deepEqual(
        [await reader.failure(), await reader.faults(), await reader.shows('articles'), await reader.decide('videos')]
          .flat()
          .map((found) => (found as { outcomeId?: string } | null)?.outcomeId ?? found),
        [null, `${code} /features/articles/rules/anonymous${pointer}`, 'fault', 'in'],
      );
    });
  }

  test('is not a node of a newer SDK that the config says it requires: it costs the features that use it', async () => {
    const oracle = { type: 'oracle', yes: { exit: 'in' }, no: { exit: 'in' } };
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes({ type: 'oracle', yes: 'show', no: WALL }), videos: alwaysDoes(METER) },
        {
          requires: ['oracle'],
          subRules: { metered: METERED, asked: { start: oracle, exits: ['in'] } },
        },
      ),
    });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")');

    assert.deepEqual(
      [
        await reader.failure(),
        await reader.faults(),
        await reader.shows('articles'),
        (await reader.decide('videos')).outcomeId,
      ],
      [null, ['node-type-required /features/articles/rules/anonymous/type'], 'fault', 'in'],
    );
  });
});
