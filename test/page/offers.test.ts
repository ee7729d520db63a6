/** Offers of the whole site: named by paywalls, and chosen by outcomes. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, TOGETHER, useBrowser } from '../support/bare-page.js';

const { visit } = useBrowser();

const MONTHLY = { title: 'Monthly', price: { amount: 9.9, currency: 'EUR' }, per: 'month' };
const REDUCED = { title: 'Reduced', price: { amount: 4.9, currency: 'EUR' }, per: 'month' };

/** A site whose split test chooses the price. All of its readers are in the group `low`. */
const config = (changes: object = {}, outcome: object = { offers: ['reduced', 'yearly'] }): object => ({
  version: 1,
  jwt: { verifyEndpoint: '/zephr/verify' },
  offers: {
    monthly: MONTHLY,
    reduced: REDUCED,
    yearly: { title: 'Yearly for {{claims.name}}', price: { amount: 99, currency: 'EUR' }, href: '/buy?plan=yearly' },
  },
  components: {
    subscribe: {
      type: 'paywall',
      offers: ['monthly', { id: 'gift', title: 'As a gift', price: { amount: 99, currency: 'EUR' } }],
    },
  },
  splitTests: {
    price: {
      groups: [
        { id: 'low', weight: 1 },
        { id: 'high', weight: 0 },
      ],
    },
  },
  features: {
    articles: {
      rules: {
        anonymous: {
          type: 'split-test',
          test: 'price',
          exits: {
            low: { id: 'cheap', label: 'Low price', content: 'hide', components: ['subscribe'], ...outcome },
            high: { content: 'hide', components: ['subscribe'] },
          },
        },
      },
    },
  },
  ...changes,
});

type Visit = Awaited<ReturnType<typeof visit>>;
const titles = (reader: Visit): Promise<string[]> =>
  reader.page.$eval('zephr-paywall', (wall) =>
    [...wall.shadowRoot!.querySelectorAll('[part~="offer"] h3, [part~="offer-title"]')].map((one) =>
      one.textContent.trim(),
    ),
  );
const choose = (reader: Visit): Promise<unknown> =>
  reader.page.evaluate(
    () =>
      new Promise((done) => {
        document.addEventListener('zephr-submit', ({ detail }) => done(detail));
        document.querySelector('zephr-paywall')!.shadowRoot!.querySelector<HTMLElement>('button, a[href]')!.click();
      }),
  );

suite('offers of the site', TOGETHER, () => {
  test('are shown where a paywall names them, beside its own', async () => {
    await using reader = await visit({ config: config({}, {}), html: aPage(place('articles')) });
    await reader.page.waitForSelector('zephr-paywall');

    assert.deepEqual(await titles(reader), ['Monthly', 'As a gift']);
  });

  test('are chosen by an outcome, and the choice of one tells offer, outcome and group', async () => {
    await using reader = await visit({ config: config(), html: aPage(place('articles')) });
    await reader.page.waitForSelector('zephr-paywall');

    assert.deepEqual(await titles(reader), ['Reduced', 'Yearly for']);
    assert.deepEqual((await reader.decide('articles')).offers, ['reduced', 'yearly']);
    assert.deepEqual(await choose(reader), {
      feature: 'articles',
      component: 'subscribe',
      outcomeId: 'cheap',
      outcomeLabel: 'Low price',
      splitTests: { price: 'low' },
      offer: 'reduced',
    });
  });

  test('that the site does not have are left out and reported, each by itself', async () => {
    await using reader = await visit({
      config: config({}, { offers: ['reduced', 'gone'] }),
      html: aPage(place('articles')),
    });
    await reader.page.waitForSelector('zephr-paywall');
    const faults = await reader.events<{ code: string; message: string }>('zephr-fault');

    assert.deepEqual(await titles(reader), ['Reduced']);
    assert.deepEqual(
      faults.map(({ detail }) => detail.code),
      ['offer-unknown'],
    );
    assert.match(faults[0]!.detail.message, /the config has no offer "gone"/);
  });
});
