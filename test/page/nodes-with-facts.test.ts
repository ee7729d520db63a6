/** Nodes that ask about provided facts and consent. */
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
import { asks, configThatAsks, IS_NOW, outcomeOf, type Part } from '../support/asking-rules.js';

const { visit } = useBrowser();

const BODY = place('articles');

const consentTo = (purpose: string | number): Part => ({ type: 'consent', purpose });

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

  test('yield to claims where both name segments', async () => {
    const isLoyal = { type: 'segment', condition: 'equals', value: 'loyal' };
    const html = queued(`['provideFacts', { segment: 'loyal' }]`);
    await using provided = await visit({ config: configThatAsks(isLoyal), html });
    await using claimed = await visit({
      config: configThatAsks(isLoyal),
      html,
      token: aToken({ segments: ['new', 'daily'] }),
    });

    assert.deepEqual([await outcomeOf(provided), await outcomeOf(claimed)], ['yes', 'no']);
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

/** An IAB TCF consent manager that asks the reader right now; `choose` is the click. */
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
  test('is unknown until the reader has chosen; a no is a wall, and a yes opens it without a reload', async () => {
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

  test('to purposes of the site’s own counts beside that of a manager', async () => {
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
