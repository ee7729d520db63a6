import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConsole, startConsole } from '../support/console-page.js';
import { launchStill } from './take-pictures.js';

const WALL = { content: { keep: { words: 60 } }, components: ['subscribe'] };
const NUDGE = { id: 'nudge', label: 'Last free article', content: 'show', components: ['last-one'] };

/** The config of a newspaper. */
const CONFIG = {
  version: 1,
  jwt: {
    verifyEndpoint: '/zephr/verify',
    userMapping: { foreignUserIdProperty: 'sub' },
    productSyncing: { privateClaimName: 'prod' },
  },
  products: { gold: { title: 'Gold', claimValue: 'gold', features: ['articles', 'films'] } },
  components: {
    register: { type: 'registration-wall', heading: 'Read on with an account' },
    subscribe: { type: 'paywall', heading: 'Keep reading with Gold', offers: [{ id: 'monthly', title: 'Monthly' }] },
    'last-one': { type: 'custom-block', html: '<p>This is your last free article.</p>' },
  },
  outcomes: { wall: { label: 'First words', ...WALL } },
  features: {
    articles: {
      title: 'Articles',
      rules: {
        anonymous: { id: 'join', label: 'Registration wall', content: 'hide', components: ['register'] },
        registered: {
          start: 'local',
          nodes: {
            local: {
              type: 'jwt-token',
              property: 'state',
              condition: 'equals',
              value: 'Alabama',
              yes: 'show',
              no: 'meter',
            },
            meter: { type: 'trial', limit: 3, remaining: { 1: NUDGE }, yes: 'show', no: 'wall' },
          },
        },
        customer: 'show',
      },
    },
    films: { title: 'Films', rules: { anonymous: WALL, registered: WALL, customer: 'show' } },
  },
};
const READERS = {
  version: 1,
  readers: {
    visitor: { title: 'Visitor' },
    alabama: { title: 'Reader in Alabama', claims: { sub: '1', state: 'Alabama' } },
    texas: { title: 'Reader in Texas', claims: { sub: '2', state: 'Texas' }, read: { 'articles/registered': 3 } },
    gold: { title: 'Subscriber', claims: { sub: '3', prod: 'gold' } },
  },
  expect: [
    { reader: 'alabama', feature: 'articles', content: 'show' },
    { reader: 'gold', feature: 'films', content: 'show' },
  ],
};

/** The pictures of the console in the documentation. */
export const CONSOLE_PICTURES = ['console-rule', 'console-readers'] as const;

/** Takes the pictures of the console that the documentation shows. */
export async function* takeConsole(): AsyncGenerator<{ readonly name: string; readonly png: Uint8Array }> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-looks-'));
  const browser = await launchStill(folder);
  try {
    await using server = await startConsole(CONFIG, { files: { 'zephr.readers.json': READERS } });
    await using app = await openConsole(browser, server.address);
    await app.emulate('light');
    await app.page.setViewport({ width: 1280, height: 900 });
    const goTo = (hash: string): Promise<void> => app.page.evaluate((to) => void (location.hash = to), hash);

    await app.find('button', 'Undo');
    await goTo('#/features/articles/registered');
    await (await app.find('combobox', 'Reader')).select('texas');
    await app.page.waitForSelector('.node');
    await app.page.waitForNetworkIdle();
    yield { name: CONSOLE_PICTURES[0], png: await app.page.screenshot() };

    await goTo('#/readers');
    await app.find('button', 'Add a reader');
    await app.page.waitForSelector('table');
    await app.page.waitForNetworkIdle();
    yield { name: CONSOLE_PICTURES[1], png: await app.page.screenshot() };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
