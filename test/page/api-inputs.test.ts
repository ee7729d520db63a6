/** Inputs that the site's own code changes. */
import assert from 'node:assert/strict';
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
  GOLD,
} from '../support/bare-page.js';
import { ASKS_CUSTOM_DATA, places } from '../support/custom-data-page.js';

const { visit, shared } = useBrowser();

/**
 * Both features in a stage that the page's own code names: `walled` by a wall, `shut` by nothing, `odd` by a fault,
 * else shown.
 */
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

const inStage = (stage: string): unknown[] => [
  ...[stage === 'shown' ? 'shown' : 'walled', stage, stage, stage === 'shown', Number(stage === 'walled')],
];

/** Events of opened walls, less those of closed ones. */
const openWalls = async (reader: PageVisit): Promise<number> =>
  (await reader.events('zephr-wall-open')).length - (await reader.events('zephr-wall-close')).length;

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

  test('a token that comes while the wall is being built leaves element and decision in step', async () => {
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
    test(`from ${from} to ${asked}: ${last}, set while ${type} is dispatched, is what the page shows`, async () => {
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
    test(`a start while ${type} is dispatched is what the page shows`, async () => {
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

  test('a start from a listener to an unusable config is what the page shows', async () => {
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

  test('an element that a listener to its decision removes is released', async () => {
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

suite('invalid custom data', () => {
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
