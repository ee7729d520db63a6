/** Components in the console: offers, fields and everything else that a wall has, as forms. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import {
  type ConsolePage,
  type ServedConsole,
  startConsole,
  toText,
  useConsoleBrowser,
} from '../support/console-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const EMPTY = { version: 1, features: {} };
const { open } = useConsoleBrowser();

/** Replaces the text of a field inside a group, such as an offer. */
async function fillIn({ page }: ConsolePage, group: string, name: string, text: string): Promise<void> {
  const folder = (await page.waitForSelector(`::-p-aria([name="${group}"][role="group"])`))!;
  const field = (await folder.waitForSelector(`::-p-aria([name="${name}"][role="textbox"])`))!;
  await field.focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

/** Chooses in a field inside a group. */
async function chooseIn({ page }: ConsolePage, group: string, name: string, value: string): Promise<void> {
  const folder = (await page.waitForSelector(`::-p-aria([name="${group}"][role="group"])`))!;
  const field = (await folder.waitForSelector(`::-p-aria([name="${name}"][role="combobox"])`))!;
  await field.select(value);
}

suite('a component as a form', () => {
  let server: ServedConsole;
  before(async () => {
    server = await startConsole(EMPTY);
  });
  after(() => server[Symbol.asyncDispose]());

  /** Begins a component of a config without others. */
  async function begin(title: string, type: string, config: unknown = EMPTY): Promise<ConsolePage> {
    await server.writeText(toText(config));
    const app = await open(server.address);
    await app.click('link', 'Components');
    await app.click('button', 'Add a component');
    await app.fill('Title', title);
    await app.choose('Type', type);
    return app;
  }

  const readComponents = async (): Promise<unknown> =>
    (JSON.parse(await server.readText()) as { components: unknown }).components;

  test('says words of all components, in all languages or in one', async () => {
    await server.writeText(toText(EMPTY));
    await using app = await open(server.address);
    await app.click('link', 'Default texts');
    await app.fill('Sign-in link', 'Log in');
    await app.choose('Replaced in', 'de');
    await app.fill('Button that closes a wall', 'Zu');
    await app.fill('Sign-in link', 'Anmelden');
    await app.fill('Sign-in link', '');
    await app.save();

    const { texts } = JSON.parse(await server.readText()) as { texts: unknown };
    assert.deepEqual(texts, { signIn: 'Log in', de: { close: 'Zu' } });
    assert.deepEqual(app.errors, []);
  });

  test('makes a paywall with offers, a sign-in line and words of its own', async () => {
    await using app = await begin('Subscribe', 'paywall');
    await app.fill('Heading', 'Keep reading');
    await app.click('button', 'Add an offer');
    await fillIn(app, 'Offer 1', 'Id', 'year');
    await fillIn(app, 'Offer 1', 'Title', 'A year');
    await app.click('button', 'Add an offer');
    await fillIn(app, 'Offer 2', 'Id', 'month');
    await fillIn(app, 'Offer 2', 'Amount', '9,90');
    await fillIn(app, 'Offer 2', 'Currency', 'EUR');
    await chooseIn(app, 'Offer 2', 'Billing period', 'month');
    await fillIn(app, 'Offer 2', 'Badge', 'Most chosen');
    await fillIn(app, 'Offer 2', 'Contents', 'All stories\nThe archive');
    await fillIn(app, 'Offer 2', 'Checkout address', 'https://pay.example/month');
    await app.click('button', 'Move up offer 2');
    await app.click('checkbox', 'Switch between monthly and yearly offers');
    await app.fill('Sign-in address', '/login');
    await app.choose('About the trial', 'none');
    await app.unfold('Default texts');
    await app.choose('Replaced in', 'de');
    await app.fill('Price per month', 'im Monat');
    await app.save();

    assert.deepEqual(await readComponents(), {
      subscribe: {
        type: 'paywall',
        heading: 'Keep reading',
        offers: [
          {
            ...{ id: 'month', price: { amount: 9.9, currency: 'EUR' }, per: 'month', badge: 'Most chosen' },
            ...{ features: ['All stories', 'The archive'], href: 'https://pay.example/month' },
          },
          { id: 'year', title: 'A year' },
        ],
        toggle: true,
        signIn: { href: '/login' },
        trial: false,
        texts: { de: { month: 'im Monat' } },
      },
    });
    assert.deepEqual(app.errors, []);
  });

  test('makes a registration wall with fields of several types', async () => {
    await using app = await begin('Register', 'registration-wall');
    await app.fill('Form address', '/register');
    await app.click('button', 'Add a field');
    await app.click('button', 'Add a field');
    await fillIn(app, 'Field 2', 'Name', 'country');
    assert.ok(!(await app.has('button', 'Add a choice')));
    await chooseIn(app, 'Field 2', 'Type', 'select');
    await app.click('button', 'Add a choice');
    await fillIn(app, 'Choice 1', 'Value', 'fr');
    await fillIn(app, 'Choice 1', 'Label', 'France');
    await app.click('button', 'Add a field');
    await fillIn(app, 'Field 3', 'Name', 'terms');
    await chooseIn(app, 'Field 3', 'Type', 'consent');
    await fillIn(app, 'Field 3', 'Terms address', '/terms');
    await app.click('checkbox', 'Required');
    await app.click('button', 'Add a field');
    await app.click('button', 'Remove field 4');
    await app.save();

    assert.deepEqual(await readComponents(), {
      register: {
        type: 'registration-wall',
        action: '/register',
        fields: [
          { name: 'email', type: 'email', required: true },
          { name: 'country', type: 'select', options: [{ value: 'fr', label: 'France' }] },
          { name: 'terms', type: 'consent', href: '/terms', required: true },
        ],
      },
    });
    assert.deepEqual(app.errors, []);
  });

  test('makes a custom block with variables and the offer of a paywall', async () => {
    const wall = { type: 'paywall', offers: [{ id: 'gold', title: 'Gold' }] };
    await using app = await begin('Teaser', 'custom-block', { ...EMPTY, components: { wall } });
    await app.fill('Markup', '<p>{{variables.city}}</p>');
    await app.choose('Offer', 'gold');
    await app.click('button', 'Add a variable');
    await fillIn(app, 'Variable 1', 'Name', 'city');
    await fillIn(app, 'Variable 1', 'Value', 'Paris');
    await app.save();

    assert.deepEqual(await readComponents(), {
      wall,
      teaser: {
        ...{ type: 'custom-block', html: '<p>{{variables.city}}</p>' },
        ...{ offer: 'gold', variables: { city: 'Paris' } },
      },
    });
    assert.deepEqual(app.errors, []);
  });

  test('tells a mistake at its field, and takes an emptied price away as one', async () => {
    const offers = [{ id: 'month', price: { amount: 9, currency: 'EURO' } }];
    await server.writeText(toText({ ...EMPTY, components: { wall: { type: 'paywall', offers } } }));
    await using app = await open(server.address);
    await app.click('link', 'Components');
    await app.click('link', 'wall');
    await app.unfold('Offer 1');
    await app.waitForField('Currency', /EURO/);
    await fillIn(app, 'Offer 1', 'Currency', '');
    await fillIn(app, 'Offer 1', 'Amount', '');
    await app.waitFor('1 edit');
    await app.save();

    assert.deepEqual(await readComponents(), { wall: { type: 'paywall', offers: [{ id: 'month' }] } });
  });

  for (const width of [360, 1440]) {
    test(`has no fault of accessibility at ${width} px`, async () => {
      const signIn = { href: '/login' };
      const offers = [{ id: 'month', price: { amount: 9, currency: 'EURO' } }, { id: 'year' }];
      const fields = [{ name: 'country', type: 'select', options: [{ value: 'fr' }] }];
      const components = {
        ...{ wall: { type: 'paywall', signIn, offers }, form: { type: 'registration-wall', fields } },
        block: { type: 'custom-block', variables: { city: 'Paris' }, offer: { id: 'own' } },
      };
      await server.writeText(toText({ ...EMPTY, components }));
      await using app = await open('about:blank');
      await app.page.setViewport({ width, height: 900 });
      await app.page.setBypassCSP(true);
      await app.page.goto(server.address);
      await app.find('button', 'Undo');
      for (const name of ['wall', 'form', 'block']) {
        await app.page.evaluate((hash) => void (location.hash = hash), `#/components/${name}`);
        await app.page.waitForSelector(`h2 ::-p-text(${name})`);
        await app.page.evaluate(() => document.querySelectorAll('summary').forEach((one) => one.click()));
        const found = await app.judge(axe);
        assert.deepEqual(found, [], name);
        const isWide = await app.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        assert.ok(!isWide, `${name} scrolls sideways`);
      }
    });
  }
});
