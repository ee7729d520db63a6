import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit, shared } = useBrowser();

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const GOLD = aToken({ prod: 'gold' });

/** A feature that is free where the page's own code says so. */
const ASKS_CUSTOM_DATA = alwaysDoes({
  ...{ type: 'custom-data', property: 'free', condition: 'equals', value: true },
  ...{ yes: 'show', no: { id: 'closed', content: 'hide', components: ['register'] } },
});

/** Both features in a stage that the page's own code names: `walled` by a wall, `shut` by nothing, `odd` by a fault, else shown. */
const CONFIG_WITH_STAGES = ((): unknown => {
  const isAt = { type: 'custom-data', property: 'stage', condition: 'equals' };
  const outcomes = {
    walled: { content: 'hide', components: ['register'] },
    shut: { content: 'hide' },
    odd: { content: 'hide', components: ['odd'] },
    shown: { content: 'show' },
  };
  const step = ['walled', 'shut', 'odd'].reduce<unknown>((no, value) => ({ ...isAt, value, yes: value, no }), 'shown');
  const { components } = exampleConfig() as { components: object };
  return configWithFeatures(
    { articles: alwaysDoes(step), videos: alwaysDoes(step) },
    { outcomes, components: { ...components, odd: { type: 'of-a-later-version' } } },
  );
})();

const goTo = (reader: PageVisit, stage: string): Promise<void> =>
  reader.page.evaluate((name) => window.Zephr.setCustomData({ stage: name }), stage);

/** What each place says and shows: state, outcome and decision, whether its words can be read, and how many walls. */
const places = (reader: PageVisit): Promise<unknown[]> =>
  reader.page.$$eval('zephr-feature', (elements) =>
    elements.map((element) => [
      element.getAttribute('state'),
      element.getAttribute('outcome'),
      element.decision?.outcomeId,
      element.innerText.includes('w1'),
      element.querySelectorAll('zephr-registration-wall').length,
    ]),
  );

const inStage = (stage: string): unknown[] => [
  ...[stage === 'shown' ? 'shown' : 'walled', stage, stage, stage === 'shown', Number(stage === 'walled')],
];

/** Walls that were told to open, less those that were told to close. */
const openWalls = async (reader: PageVisit): Promise<number> =>
  (await reader.events('zephr-wall-open')).length - (await reader.events('zephr-wall-close')).length;

suite('window.Zephr', TOGETHER, () => {
  test('tells its version', async () => {
    await using reader = await visit();

    assert.equal(await reader.page.evaluate(() => window.Zephr.version), version);
  });

  test('decides a feature that is not on the page', async () => {
    await using reader = await visit({ html: aPage('') });
    const { feature, userState, access, content, components, zone, reason } = await reader.decide('videos');

    assert.deepEqual(
      { feature, userState, access, content, components, zone, reason },
      {
        feature: 'videos',
        userState: 'anonymous',
        access: false,
        content: 'hide',
        components: ['register'],
        zone: 'inline',
        reason: 'rule',
      },
    );
  });

  test('gives decisions whose members are own, enumerable and can be cloned', async () => {
    await using reader = await visit({ token: aToken() });
    const [names, cloned, trace] = await reader.page.evaluate(async () => {
      const decision = await window.Zephr.decide('articles');
      return [Object.keys(decision).sort(), structuredClone(decision), decision.trace] as const;
    });

    assert.deepEqual(Object.keys(cloned).sort(), names);
    assert.deepEqual(names, [
      ...['access', 'components', 'content', 'feature', 'outcomeId', 'outcomeLabel', 'reason', 'splitTests', 'trace'],
      ...['trials', 'userState', 'zone'],
    ]);
    assert.deepEqual([trace.length, trace[0]!.type, trace[0]!.exit], [1, 'jwt-token', 'no']);
  });

  test('says in a trace what was asked, without the reader’s own value', async () => {
    await using reader = await visit({ token: aToken({ state: 'Texas' }) });
    const [entry] = (await reader.decide('articles')).trace;

    assert.match(entry!.says, /state.*Alabama/);
    assert.doesNotMatch(entry!.says, /Texas/);
    assert.equal(entry!.exit, 'no');
  });

  test('decides every feature where none is named', async () => {
    await using reader = await visit({ html: aPage(''), token: GOLD });
    const all = await reader.page.evaluate(() => window.Zephr.decide());

    assert.deepEqual(
      Object.entries(all).map(([name, { feature, access }]) => [name, feature, access]),
      [
        ['articles', 'articles', true],
        ['videos', 'videos', true],
      ],
    );
  });

  test('lays custom data over for one decision only', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: ASKS_CUSTOM_DATA }),
      html: aPage(place('articles')),
    });
    const accesses = await reader.page.evaluate(async () => [
      (await window.Zephr.decide('articles', { customData: { free: true }, dryRun: true })).access,
      (await window.Zephr.decide({ customData: { free: true }, dryRun: true })).articles!.access,
      (await window.Zephr.decide('articles')).access,
    ]);

    assert.deepEqual([accesses, await reader.shows('articles')], [[true, true, false], 'walled registration-wall']);
  });

  test('tells who has access', async () => {
    await using customer = await visit({ token: GOLD });
    await using reader = await visit();
    const ask = (): Promise<boolean> => window.Zephr.hasAccess('articles');

    assert.deepEqual([await customer.page.evaluate(ask), await reader.page.evaluate(ask)], [true, false]);
  });

  test('answers from before the config has come', async () => {
    await using reader = await visit({
      html: aPage(
        '',
        `<script>
        window.Zephr = [(Zephr) => { window.early = Promise.all([Zephr.hasAccess('articles'), Zephr.identity(), Zephr.ready]); }];
      </script>${SCRIPT}`,
      ),
      token: GOLD,
    });
    const [access, identity] = (await reader.page.evaluate('early')) as [boolean, { state: string }];

    assert.deepEqual([access, identity.state], [true, 'registered']);
  });
});

suite('whatever decide is asked', () => {
  const reader = shared();

  for (const name of ['nothing-of-the-kind', '', '__proto__', 'constructor', 'toString']) {
    test(`decides "${name}" as an unknown feature`, async () => {
      const { access, reason } = await reader().decide(name);

      assert.deepEqual([access, reason], [false, 'unknown-feature']);
      assert.equal(await reader().page.evaluate((feature) => window.Zephr.hasAccess(feature), name), false);
    });
  }

  for (const name of ['null', '42', '[]', '{}', 'Symbol("x")']) {
    test(`answers decide(${name}) without throwing`, async () => {
      const answer = await reader().page.evaluate(
        `Zephr.decide(${name}).then((decision) => typeof decision, (error) => 'rejected: ' + error)`,
      );

      assert.equal(answer, 'object');
    });
  }

  test('answers decide with options that are null', async () => {
    assert.equal(
      await reader().page.evaluate(`Zephr.decide('articles', null).then((decision) => decision.reason, String)`),
      'rule',
    );
  });
});

suite('a changed input', TOGETHER, () => {
  test('decide right after setToken sees the new token', async () => {
    await using reader = await visit();
    const seen = await reader.page.evaluate(async (token) => {
      void window.Zephr.setToken(token);
      const [decision, identity] = await Promise.all([window.Zephr.decide('articles'), window.Zephr.identity()]);
      return [decision.access, identity.products];
    }, GOLD);

    assert.deepEqual(seen, [true, ['gold']]);
  });

  test('setToken resolves when the page shows it', async () => {
    await using reader = await visit();
    const states = await reader.page.evaluate(async (token) => {
      const feature = document.querySelector('zephr-feature')!;
      const before = feature.getAttribute('state');
      await window.Zephr.setToken(token);
      return [before, feature.getAttribute('state'), feature.decision!.access];
    }, GOLD);

    assert.deepEqual(states, ['walled', 'shown', true]);
  });

  test('setToken(null) goes back to the cookie', async () => {
    await using reader = await visit({ token: aToken() });
    const states = await reader.page.evaluate(async (token) => {
      const states: string[] = [];
      for (const jwt of [token, null]) {
        await window.Zephr.setToken(jwt);
        states.push((await window.Zephr.decide('articles')).userState);
      }
      return states;
    }, GOLD);

    assert.deepEqual([states, await reader.shows('articles')], [['customer', 'registered'], 'walled paywall']);
  });

  test('of three tokens at once the last counts', async () => {
    await using reader = await visit();
    await reader.page.evaluate(
      (tokens) => Promise.all(tokens.map((token) => window.Zephr.setToken(token))),
      [GOLD, 'rubbish', aToken()],
    );

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'walled paywall']);
  });

  test('a token that comes while the wall is being built leaves place and decision in step', async () => {
    await using reader = await visit({
      html: aPage(
        place('articles'),
        `<script>window.Zephr = [['on', 'zephr-wall-open', () => Zephr.setToken(${JSON.stringify(GOLD)})]]</script>${SCRIPT}`,
      ),
    });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-wall-close")', { timeout: 5000 });
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    const seen = await reader.page.$eval('zephr-feature', (element) => [
      element.getAttribute('state'),
      element.decision!.access,
    ]);

    assert.deepEqual(seen, ['shown', true]);
  });

  for (const [type, from, asked, last] of [
    ['zephr-identity', 'walled', 'shut', 'shown'],
    ['zephr-decision', 'walled', 'shut', 'shown'],
    ['zephr-decision', 'shown', 'walled', 'shut'],
    ['zephr-decision', 'shut', 'shown', 'walled'],
    ['zephr-decisions', 'walled', 'shown', 'shut'],
    ['zephr-wall-close', 'walled', 'shown', 'shut'],
    ['zephr-wall-close', 'walled', 'shut', 'shown'],
    ['zephr-wall-close', 'walled', 'shown', 'walled'],
    ['zephr-wall-open', 'shown', 'walled', 'shut'],
    ['zephr-wall-open', 'shut', 'walled', 'walled'],
    ['zephr-fault', 'walled', 'odd', 'shown'],
    ['zephr-fault', 'shown', 'odd', 'walled'],
  ] as const) {
    test(`from ${from} to ${asked}: ${last}, set while ${type} is told, is what the page shows`, async () => {
      await using reader = await visit({ config: CONFIG_WITH_STAGES });
      await goTo(reader, from);
      await reader.forget();
      const seen = await reader.page.evaluate(
        async (name, first, second) => {
          // Whichever it is, this is the last word.
          let shown: unknown;
          const off = window.Zephr.on(name, () => {
            off();
            shown = window.Zephr.setCustomData({ stage: second });
          });
          await window.Zephr.setCustomData({ stage: first });
          await shown;
          const { outcomeId } = await window.Zephr.decide('articles');
          return [outcomeId, window.Zephr.outcomes['videos']!.outcomeId];
        },
        ...([type, asked, last] as const),
      );

      assert.deepEqual(
        [seen, await places(reader)],
        [
          [last, last],
          [inStage(last), inStage(last)],
        ],
      );
      assert.equal(await openWalls(reader), (Number(last === 'walled') - Number(from === 'walled')) * 2);
    });
  }

  for (const type of ['zephr-identity', 'zephr-decision', 'zephr-wall-close', 'zephr-fault']) {
    test(`a start while ${type} is told is what the page shows`, async () => {
      await using reader = await visit({ config: CONFIG_WITH_STAGES });
      await goTo(reader, 'walled');
      await reader.page.evaluate(
        async (name, stage, config) => {
          let started: unknown;
          const off = window.Zephr.on(name, () => {
            off();
            started = window.Zephr.start(config as never, { customData: { stage: 'shut' } });
          });
          await window.Zephr.setCustomData({ stage });
          await started;
        },
        ...([type, type === 'zephr-fault' ? 'odd' : 'shown', CONFIG_WITH_STAGES] as const),
      );

      assert.deepEqual(await places(reader), [inStage('shut'), inStage('shut')]);
    });
  }

  test('a start while it is told that a config is unusable is what the page shows', async () => {
    await using reader = await visit({
      config: '',
      html: aPage(
        place('articles'),
        `<script>
          window.Zephr = [['on', 'zephr-fault', () => { window.started ??= Zephr.start({ version: 1, features: { articles: {} } }); }]];
        </script>${SCRIPT}`,
      ),
    });
    await reader.page.evaluate('started');

    assert.deepEqual(
      [await reader.shows('articles'), (await reader.decide('articles')).reason, await reader.failure()],
      ['shown', 'rule', null],
    );
  });

  test('a place that is taken off the page while its decision is told is let go', async () => {
    await using reader = await visit({ config: CONFIG_WITH_STAGES });
    const seen = await reader.page.evaluate(async () => {
      const element = document.querySelector('zephr-feature')!;
      const off = window.Zephr.on('zephr-decision', () => {
        off();
        element.remove();
      });
      await window.Zephr.setCustomData({ stage: 'walled' });
      return [element.getAttribute('state'), element.decision!.outcomeId];
    });

    assert.deepEqual(seen, ['shown', 'shown']);
  });

  test('setCustomData decides again', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: ASKS_CUSTOM_DATA }),
      html: aPage(place('articles')),
    });
    const states = await reader.page.evaluate(async () => {
      const states: unknown[] = [];
      for (const free of [true, false]) {
        await window.Zephr.setCustomData({ free });
        states.push(document.querySelector('zephr-feature')!.getAttribute('state'));
      }
      return states;
    });

    assert.deepEqual(states, ['shown', 'walled']);
  });

  test('refresh reads the cookie again', async () => {
    await using reader = await visit();
    const state = await reader.page.evaluate(async (token) => {
      document.cookie = `blaize_jwt=${token}`;
      await window.Zephr.refresh();
      return document.querySelector('zephr-feature')!.getAttribute('state');
    }, GOLD);

    assert.equal(state, 'shown');
  });

  test('refresh resolves when the wall is on the page as a whole', async () => {
    await using reader = await visit({ token: GOLD });
    const heading = await reader.page.evaluate(async () => {
      document.cookie = 'blaize_jwt=; max-age=0';
      await window.Zephr.refresh();
      return document.querySelector('zephr-registration-wall')?.shadowRoot?.querySelector('h2')?.textContent;
    });

    assert.equal(heading, 'Read on with a free account');
  });
});

suite('custom data that is none', () => {
  const reader = shared({ config: configWithFeatures({ articles: ASKS_CUSTOM_DATA }), html: aPage(place('articles')) });

  for (const data of [
    'null',
    'undefined',
    '7',
    '{ get free() { throw new Error("mine"); } }',
    '{ free: { toString() { throw 1; } } }',
  ]) {
    test(`setCustomData(${data}) throws nothing into the page`, async () => {
      await reader().page.evaluate(`Zephr.setCustomData(${data})`);

      assert.equal((await reader().decide('articles')).access, false);
    });
  }
});

suite('facts', () => {
  const reader = shared({ token: GOLD });

  for (const [facts, faults] of [
    ['{ country: "DE" }', []],
    ['() => ({ country: "DE" })', []],
    ['async () => ({ country: "DE" })', []],
    ['Promise.resolve({ country: "DE" })', []],
    ['() => { throw new Error("mine"); }', ['callback-failed']],
    ['async () => { throw new Error("mine"); }', ['callback-failed']],
    ['Promise.reject(new Error("mine"))', ['callback-failed']],
    ['null', []],
  ] as const) {
    test(`provideFacts(${facts}) leaves the page decided`, async () => {
      await reader().forget();
      await reader().page.evaluate(`Zephr.provideFacts(${facts})`);

      assert.deepEqual(
        [await reader().faults(), await reader().token(), await reader().shows('articles')],
        [faults, 'valid', 'shown'],
      );
    });
  }
});

suite('globals as Zephr has them', TOGETHER, () => {
  test('outcomes by feature', async () => {
    await using reader = await visit({
      config: configWithFeatures(
        { articles: { title: 'Articles', rules: { anonymous: 'wall' } }, videos: alwaysDoes('show') },
        { outcomes: { wall: { label: 'Wall for articles', content: 'hide' } } },
      ),
    });

    assert.deepEqual(await reader.page.evaluate(() => window.Zephr.outcomes), {
      articles: { featureLabel: 'Articles', outcomeId: 'wall', outcomeLabel: 'Wall for articles' },
      videos: { featureLabel: 'videos', outcomeId: 'show', outcomeLabel: 'Show content' },
    });
  });

  test('accessDetails of a customer', async () => {
    await using reader = await visit({ token: GOLD });
    const details = await reader.page.evaluate(() => window.Zephr.accessDetails);

    assert.deepEqual(
      [details.authenticated, details.accessDecisions, details.activeProducts, details.trialTrackingDetails],
      [true, { articles: true, videos: true }, ['gold'], []],
    );
  });
});

suite('events', TOGETHER, () => {
  test('of a page view come in order, on the document, and reach the window', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const seen = await reader.events('');

    assert.deepEqual(seen.map(({ type }) => type).sort(), [
      'zephr-decision',
      'zephr-decisions',
      'zephr-identity',
      'zephr-ready',
      'zephr-wall-open',
    ]);
    assert.deepEqual([...new Set(seen.map(({ target }) => target))], ['#document']);
    assert.equal(seen[0]!.type, 'zephr-identity');
    assert.equal(seen[1]!.type, 'zephr-decision');
  });

  test('tell what they are about', async () => {
    await using reader = await visit({ html: aPage(place('articles')), token: aToken() });
    const detail = async (type: string): Promise<Record<string, never>> =>
      (await reader.events<Record<string, never>>(type))[0]!.detail;
    const decision = await reader.decide('articles');

    assert.equal((await detail('zephr-identity'))['foreignUserId'], '1234567890');
    assert.deepEqual(await detail('zephr-decision'), decision);
    assert.deepEqual(await detail('zephr-decisions'), { decisions: { articles: decision } });
    assert.deepEqual(await detail('zephr-wall-open'), decision);
  });

  test('tell that a wall closes when the reader comes in', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);

    assert.equal((await reader.events('zephr-wall-close')).length, 1);
  });

  test('come once a feature, however many places it has', async () => {
    await using reader = await visit({ html: aPage(place('articles', '<p>Story</p>').repeat(200)) });
    const [decisions] = await reader.events<{ decisions: object }>('zephr-decisions');

    assert.equal((await reader.events('zephr-decision')).length, 1);
    assert.deepEqual(Object.keys(decisions!.detail.decisions), ['articles']);
    assert.equal(await reader.page.$$eval('zephr-feature[state="walled"]', (places) => places.length), 200);
  });

  test('on() listens until it is told to stop', async () => {
    await using reader = await visit();
    const heard = await reader.page.evaluate(async () => {
      const heard: string[] = [];
      const off = window.Zephr.on('zephr-identity', ({ detail }) => void heard.push(detail.state));
      await window.Zephr.refresh();
      off();
      await window.Zephr.refresh();
      return heard;
    });

    assert.deepEqual(heard, ['anonymous']);
  });

  test('zephr-submit can be cancelled, and then the form goes nowhere', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const [cancelable, prevented] = await reader.page.evaluate(() => {
      let cancelable = false;
      document.addEventListener('zephr-submit', (event) => {
        cancelable = event.cancelable;
        event.preventDefault();
      });
      const form = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('form')!;
      form.querySelector('input')!.value = 'ada@example.org';
      form.requestSubmit();
      return [cancelable, !form.checkValidity() || location.pathname === '/'];
    });
    const [submit] = await reader.events<{ feature: string; component: string; data: object }>('zephr-submit');

    assert.deepEqual([cancelable, prevented], [true, true]);
    assert.deepEqual(
      { ...submit!.detail, data: Object.values(submit!.detail.data) },
      { feature: 'articles', component: 'register', data: ['ada@example.org'] },
    );
    assert.ok(!reader.requests.some(({ path }) => path.startsWith('/register')));
  });

  test('without anybody cancelling, the form is posted where the config says', async () => {
    let posted = '';
    await using reader = await visit({
      html: aPage(place('articles')),
      routes: {
        '/register': async (request, response) => {
          for await (const piece of request) posted += String(piece);
          response.end('thanks');
        },
      },
    });
    await reader.page.evaluate(() => {
      const form = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('form')!;
      form.querySelector('input')!.value = 'ada@example.org';
      form.requestSubmit();
    });
    await reader.page.waitForSelector('zephr-registration-wall[state=done]');

    assert.match(posted, /=ada%40example\.org$/);
  });

  test('an offer that is chosen says so and leads to its address', async () => {
    await using reader = await visit({
      html: aPage(place('articles')),
      token: aToken(),
      routes: { '/checkout': 'checkout' },
    });
    const heard = reader.page.evaluate(
      () =>
        new Promise((done) => {
          document.addEventListener('zephr-submit', ({ detail }) => done(detail));
          const { shadowRoot } = document.querySelector('zephr-paywall')!;
          shadowRoot!.querySelector<HTMLElement>('a[href], button')!.click();
        }),
    );

    assert.deepEqual(await heard, { feature: 'articles', component: 'subscribe', offer: 'monthly' });
  });
});
