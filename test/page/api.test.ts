/** The methods of `window.Zephr`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
  GOLD,
} from '../support/bare-page.js';
import { ASKS_CUSTOM_DATA } from '../support/custom-data-page.js';

const { visit, shared } = useBrowser();

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

suite('window.Zephr', TOGETHER, () => {
  test('has its version', async () => {
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

  test('answers whether the reader has access', async () => {
    await using customer = await visit({ token: GOLD });
    await using reader = await visit();
    const ask = (): Promise<boolean> => window.Zephr.hasAccess('articles');

    assert.deepEqual([await customer.page.evaluate(ask), await reader.page.evaluate(ask)], [true, false]);
  });

  test('answers with the value of the outcome, for a feature without a place too, else with the fallback', async () => {
    const config = configWithFeatures({
      articles: { rules: { anonymous: { content: 'hide', value: { columns: [2, 3] } } } },
      columns: { rules: { anonymous: { content: 'show', value: 0 }, registered: { content: 'show', value: null } } },
      plain: { rules: { anonymous: 'show' } },
    });
    await using reader = await visit({ config, html: aPage(place('articles')) });
    await using registered = await visit({ config, html: aPage(place('articles')), token: aToken() });
    const ask = (): Promise<unknown> =>
      Promise.all(['articles', 'columns', 'plain', 'unknown'].map((name) => window.Zephr.value(name, 'fallback')));

    assert.deepEqual(await reader.page.evaluate(ask), [{ columns: [2, 3] }, 0, 'fallback', 'fallback']);
    assert.deepEqual(await registered.page.evaluate(ask), [{ columns: [2, 3] }, null, 'fallback', 'fallback']);
  });

  test('answers with the fallback where the config is broken', async () => {
    await using reader = await visit({ config: { version: 1 }, settle: false });

    assert.equal(await reader.page.evaluate(() => window.Zephr.value('columns', 3)), 3);
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
