/** Every screen and dialog of the console has no fault of accessibility, in each colour scheme and at each width. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import {
  startConsole,
  toText,
  useConsoleBrowser,
  type ConsolePage,
  type ServedConsole,
} from '../support/console-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A config that fills every screen, with mistakes of both kinds. */
const JWT = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const WALL = { content: { keep: { words: 60 } }, components: ['wall'] };
const CONFIG = {
  version: 1,
  jwt: {
    verifyEndpoint: '/zephr/verify',
    userMapping: { foreignUserIdProperty: 'sub' },
    productSyncing: { privateClaimName: 'prod' },
  },
  products: { gold: { title: 'Gold', features: ['articles'], claimValue: 'gold' }, silver: { features: [] } },
  components: {
    wall: { type: 'paywall', heading: 'Read on', offers: [{ id: 'monthly', title: 'Monthly' }, 'yearly'] },
    form: { type: 'registration-wall', heading: 'Register', action: '/register' },
    block: { type: 'custom-block', html: '<p>Hello</p>' },
  },
  offers: { yearly: { title: 'Yearly', price: { amount: 99, currency: 'EURO' }, per: 'year' } },
  outcomes: { teaser: WALL },
  splitTests: { headline: { groups: ['a', 'b'].map((id) => ({ id, weight: 1 })) } },
  features: {
    articles: {
      rules: {
        anonymous: {
          start: 'state',
          nodes: {
            state: { ...JWT, yes: 'meter', no: 'meter' },
            meter: { type: 'trial', limit: 3, yes: 'show', no: 'teaser' },
          },
        },
        registered: { ...JWT, yes: 'show', no: 'missing' },
      },
    },
    headlines: { rules: { anonymous: { type: 'split-test', test: 'headline', exits: { a: 'show', b: 'teaser' } } } },
    meters: { rules: { anonymous: { type: 'trial', limit: 3, yes: 'show', no: 'teaser' } } },
    videos: { rules: { anonymous: { ...JWT, yes: 'show', no: 'teaser' } } },
  },
};

const READERS = { version: 1, readers: { texan: { title: 'Texan', claims: { sub: '1', state: 'Texas' } } } };

/** Addresses of single things, beside the screens that have links. */
const PLACES = [
  'features/articles',
  'products/catalogue/gold',
  'products/offers/yearly',
  'settings/tools',
  'split-tests/headline',
  'components/wall',
  'components/form',
  'components/block',
];

/** Opens a dialog, each on the screen that the address names. */
const DIALOGS: Readonly<Record<string, readonly [route: string, open: (app: ConsolePage) => Promise<void>]>> = {
  problems: [
    'changes',
    ({ page }) =>
      page.$$eval('.bar wa-button', (buttons) =>
        buttons.find(({ textContent }) => textContent.includes('Problems'))!.click(),
      ),
  ],
  'a node': ['features/articles', (app) => app.click('button', 'Edit…')],
  'an exported decision': [
    'features/videos',
    async (app) => {
      await app.choose('Reader', 'texan');
      await app.click('button', 'Export decision');
    },
  ],
  'the keys': ['features/articles', (app) => app.click('button', 'Keys…')],
  'another config to compare with': ['features/articles', (app) => app.choose('Compare with', 'other')],
  'a search in all rules': [
    'features/articles',
    async (app) => {
      await app.fill('Find', 'Alabama');
      await app.click('button', 'In all rules…');
    },
  ],
  'a cell of the readers': [
    'readers',
    async ({ page }) => {
      const cell = await page.waitForSelector('.cell');
      await cell!.evaluate((button) => (button as HTMLElement).click());
    },
  ],
  'the reader of a decision': ['readers', (app) => app.click('button', 'Add from a decision')],
  'another id of an offer': ['products/offers/yearly', (app) => app.click('button', 'Change the id…')],
  'the deletion of an offer in use': ['products/offers/yearly', (app) => app.click('button', 'Delete offer')],
  'the new name of a group': ['split-tests/headline', (app) => app.click('button', 'Rename a…')],
  'the removal of a group that leads on': ['split-tests/headline', (app) => app.click('button', 'Remove a')],
  'another group on the canvas': ['features/headlines', (app) => app.click('button', 'Add a group…')],
  'the new name of a group on the canvas': ['features/headlines', (app) => onGroup(app, 'Rename this group…')],
  'the removal of a group on the canvas': ['features/headlines', (app) => onGroup(app, 'Remove this group…')],
  'a number of a trial': ['features/meters', (app) => app.click('button', 'Add: when … left')],
  'where an exit leads': ['features/articles', (app) => app.click('button', 'Lead to…')],
  'the deletion of a node': ['features/articles', (app) => app.click('button', 'Delete…')],
  'a save with mistakes': [
    'settings/json-web-tokens',
    async (app) => {
      await app.fill('Private Claim Name', 'plan');
      await app.click('button', 'Save');
    },
  ],
};

/** Does something with the first group of a split test, on its line of the outline. */
async function onGroup(app: ConsolePage, button: string): Promise<void> {
  await app.click('treeitem', 'A, Show content');
  await app.click('button', button);
}

const { open } = useConsoleBrowser();
let server: ServedConsole;
before(async () => {
  server = await startConsole(CONFIG, {
    env: { ZEPHR_JWT_SECRET: 'secret' },
    files: { 'zephr.readers.json': READERS },
  });
});
after(() => server[Symbol.asyncDispose]());

async function goTo({ page }: ConsolePage, route: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#/${route}`);
  await page.waitForFunction(
    () => document.querySelector('main h1') && !document.querySelector('main [aria-busy=true]'),
  );
}

/** Waits until a dialog is open and no longer moves: half shown it has little contrast. */
async function dialogAtRest({ page }: ConsolePage): Promise<void> {
  await page.waitForSelector('wa-dialog[open]');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('wa-dialog[open]')].every(
      ({ shadowRoot }) => shadowRoot?.querySelector('dialog')?.open && shadowRoot.getAnimations().length === 0,
    ),
  );
}

for (const scheme of ['light', 'dark', 'forced'] as const) {
  for (const width of [360, 900, 1440]) {
    suite(`the console, ${scheme} colours at ${width} px`, () => {
      /** Beside light, colours alone differ. */
      const rules = scheme === 'light' ? [] : ['color-contrast'];

      async function openPage(): Promise<ConsolePage> {
        const app = await open('about:blank');
        await app.page.setViewport({ width, height: 900 });
        const session = await app.page.createCDPSession();
        const features = [
          { name: 'prefers-color-scheme', value: scheme === 'dark' ? 'dark' : 'light' },
          ...(scheme === 'forced' ? [{ name: 'forced-colors', value: 'active' }] : []),
          // Nothing moves while it is judged.
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ];
        await session.send('Emulation.setEmulatedMedia', { features });
        await app.page.setBypassCSP(true);
        await server.writeText(toText(CONFIG));
        await app.page.goto(server.address);
        await app.find('button', 'Undo');
        return app;
      }

      test('has no fault on any screen, and none scrolls sideways', async () => {
        await using app = await openPage();
        const screens = await app.page.$$eval('nav[aria-label=Screens] a', (links) =>
          links.map((link) => link.getAttribute('href')!.replace('#/', '')),
        );
        assert.ok(screens.length > 5);
        for (const route of [...screens, ...PLACES]) {
          await goTo(app, route);
          if (route === 'text') await app.find('textbox', 'zephr.json');
          assert.deepEqual(await app.judge(axe, rules), [], `${route}`);
          const isWide = await app.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!isWide, `${route} scrolls sideways`);
        }
      });

      test('has no fault in any dialog', async () => {
        await using app = await openPage();
        for (const [name, [route, openDialog]] of Object.entries(DIALOGS)) {
          await goTo(app, route);
          await openDialog(app);
          await dialogAtRest(app);
          assert.deepEqual(await app.judge(axe, rules), [], name);
          await app.page.keyboard.press('Escape');
          await app.page.waitForSelector('wa-dialog[open]', { hidden: true });
        }
        // The last one: what both sides changed.
        await server.writeText(
          toText({ ...CONFIG, jwt: { ...CONFIG.jwt, productSyncing: { privateClaimName: 'tier' } } }),
        );
        await app.find('dialog', 'Changed by both');
        await dialogAtRest(app);
        assert.deepEqual(await app.judge(axe, rules), [], 'a conflict');
      });
    });
  }
}
