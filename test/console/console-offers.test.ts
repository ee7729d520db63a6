/** Products › Offers: the offers of the whole site as forms, and where paywalls and outcomes choose them. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';

const WALL = { type: 'paywall', heading: 'Read on' };
const EMPTY = { version: 1, features: {} };
const { open } = useConsoleBrowser();

const YEAR = { title: 'A year', price: { amount: 99, currency: 'EUR' }, per: 'year' };
const NAMING = {
  version: 1,
  offers: { year: YEAR, month: { title: 'A month' } },
  components: {
    wall: { ...WALL, offers: ['month', 'year'] },
    teaser: { type: 'custom-block', html: '<p>{{offer.title}}</p>', offer: 'year' },
  },
  outcomes: { nudge: { content: 'hide', components: ['wall'], offers: ['year'] } },
  features: {
    articles: { rules: { anonymous: { content: 'hide', components: ['teaser', 'wall'], offers: ['year', 'month'] } } },
    videos: { rules: { anonymous: 'nudge' } },
  },
};

suite('Products › Offers', () => {
  test('makes an offer of its title, which a paywall then names', async () => {
    await using server = await startConsole({ ...EMPTY, components: { wall: WALL } });
    await using app = await open(server.address);
    await app.click('link', 'Offers');
    await app.waitFor('The site has no offers yet.');
    await app.fill('Title', 'A year');
    await app.click('button', 'Add an offer');
    await app.find('heading', 'a-year');
    await app.fill('Amount', '99,50');
    await app.fill('Currency', 'EUR');
    await app.choose('Billing period', 'year');
    await app.fill('Contents', 'All stories\nThe archive');
    await app.fill('Checkout address', 'https://pay.example/year');
    await app.waitFor('€99.50 a year');
    await app.waitFor('No paywall, block or outcome names it yet.');
    await app.click('link', 'Components');
    await app.click('link', 'wall');
    await app.choose('Add an offer of the site', 'a-year');
    await app.waitFor('Offer 1: A year, an offer of the site');
    await app.click('link', 'A year');
    await app.find('link', 'component wall');
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), {
      ...EMPTY,
      components: { wall: { ...WALL, offers: ['a-year'] } },
      offers: {
        'a-year': {
          ...{ title: 'A year', price: { amount: 99.5, currency: 'EUR' }, per: 'year' },
          ...{ features: ['All stories', 'The archive'], href: 'https://pay.example/year' },
        },
      },
    });
    assert.deepEqual(app.errors, []);
  });

  test('gives an offer another id wherever it is named, as one step of Undo, by keyboard alone', async () => {
    await using server = await startConsole(NAMING);
    await using app = await open(server.address);
    await app.page.evaluate(() => void (location.hash = '#/products/offers/year'));
    const button = await app.find('button', 'Change the id…');
    await button.focus();
    await app.page.keyboard.press('Enter');
    await app.fill('New id', 'month');
    await app.waitForField('New id', /There is an offer “month” already/);
    await app.fill('New id', 'annual');
    await app.page.keyboard.press('Enter');
    await app.find('heading', 'annual');
    assert.match(app.page.url(), /#\/products\/offers\/annual$/);
    await app.save();

    const renamed = JSON.parse(JSON.stringify(NAMING).replaceAll('"year"', '"annual"')) as { offers: object };
    const offers = { annual: YEAR, month: { title: 'A month' } };
    assert.equal(JSON.stringify(JSON.parse(await server.readText())), JSON.stringify({ ...renamed, offers }));
    await app.click('button', 'Undo');
    await app.save();
    assert.deepEqual(JSON.parse(await server.readText()), NAMING);
    assert.deepEqual(app.errors, []);
  });

  test('asks before it deletes an offer that is named, and then deletes it everywhere', async () => {
    await using server = await startConsole(NAMING);
    await using app = await open(server.address);
    await app.click('link', 'Offers');
    await app.click('link', 'A year');
    for (const name of ['feature articles', 'outcome nudge', 'component wall', 'component teaser'])
      assert.ok(await app.find('link', name));
    await app.click('button', 'Delete offer');
    await app.find('dialog', 'Delete an offer in use?');
    await app.click('button', 'Keep the offer');
    await app.waitForNo('dialog', 'Delete an offer in use?');
    await app.click('button', 'Delete offer');
    await app.click('button', 'Delete it');
    await app.waitForNo('link', 'A year');
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), {
      ...NAMING,
      offers: { month: { title: 'A month' } },
      components: {
        wall: { ...WALL, offers: ['month'] },
        teaser: { type: 'custom-block', html: '<p>{{offer.title}}</p>' },
      },
      outcomes: { nudge: { content: 'hide', components: ['wall'] } },
      features: {
        articles: { rules: { anonymous: { content: 'hide', components: ['teaser', 'wall'], offers: ['month'] } } },
        videos: { rules: { anonymous: 'nudge' } },
      },
    });
  });

  test('has its offers chosen by an outcome, in the order of the choice', async () => {
    const features = { articles: { rules: { anonymous: 'show' } } };
    await using server = await startConsole({ ...NAMING, outcomes: {}, features });
    await using app = await open(server.address);
    await app.page.evaluate(() => void (location.hash = '#/features/articles/anonymous'));
    await app.click('button', 'Lead to…');
    await app.click('checkbox', 'wall');
    await app.click('checkbox', 'A month');
    await app.click('checkbox', 'A year');
    await app.page.keyboard.down('Control');
    await app.page.keyboard.press('Enter');
    await app.page.keyboard.up('Control');
    await app.waitFor('1 edit');
    await app.save();

    const { features: written } = JSON.parse(await server.readText()) as typeof NAMING;
    assert.deepEqual(written.articles.rules.anonymous, {
      ...{ content: 'hide', components: ['wall'], offers: ['month', 'year'] },
    });
  });

  test('says a mistake at its field, to which its problem leads', async () => {
    const offers = { year: { price: { amount: 9, currency: 'EURO' } } };
    await using server = await startConsole({ ...EMPTY, offers, components: { wall: { ...WALL, offers: ['year'] } } });
    await using app = await open(server.address);
    await app.waitFor(/Problems \([1-9]/);
    await app.page.$$eval('.bar wa-button', (buttons) =>
      buttons.find(({ textContent }) => textContent.includes('Problems'))!.click(),
    );
    await app.click('link', '/offers/year/price/currency');
    await app.waitForField('Currency', /EURO/);
  });
});
