/** Sub rules and split tests on a page, and mistakes in them. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { alwaysDoes, aPage, aToken, configWithFeatures, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import { asks, configThatAsks, IS_NOW, METER, METERED, outcomeOf, WALL, type Part } from '../support/asking-rules.js';

const { visit, shared } = useBrowser();

const BODY = place('articles');

const COLOURS = {
  groups: [
    { id: 'red', weight: 1 },
    { id: 'blue', weight: 1 },
  ],
};

suite('a reader of whom nothing was counted yet', TOGETHER, () => {
  test('goes through a sub rule, and the trace holds the path', async () => {
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

  test('has the whole of a time trial left', async () => {
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
  'split tests that are not a map': [{ splitTests: null }, 'type-wrong /splitTests'],
};

suite('a mistake', () => {
  const opened = shared({ html: aPage(BODY) });

  for (const [says, [changes, failure]] of Object.entries(SHARED)) {
    for (const [feature, step] of [
      ['that no feature needs', WALL],
      ['beside a feature that needs the full registry', asks(IS_NOW)],
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
    ['an unknown sub rule', { type: 'sub-rule', rule: 'metred', exits: {} }, 'sub-rule-unknown /rule'],
    ['an exit that is missing', { ...METER, exits: { in: 'show' } }, 'exit-missing /exits/out'],
    ['an unknown zone', asks({ ...IS_NOW, timeZone: 'Mars/Olympus' }), 'value-unknown /timeZone'],
    ['an unknown browser', asks({ type: 'browser', is: 'netscape' }), 'value-unknown /is'],
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
