/** Zephr's tutorial by clicking, and by keyboard alone; then the page that the saved config makes. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { useBrowser, aPage, place, SCRIPT } from '../support/bare-page.js';
import { countPointers, useKeyboard, useMouse } from '../support/console-hands.js';
import { startConsole, useConsoleBrowser, type ConsolePage, type ServedConsole } from '../support/console-page.js';
import {
  BARE,
  DONE,
  benchProducts,
  doTutorial,
  giveSecret,
  insertNode,
  makeWalls,
  mapStore,
  mapUsers,
  readConfig,
  syncProducts,
  type TutorialTools,
} from '../support/console-tutorial.js';
import { withEndpoint } from '../support/endpoint-page.js';
import { runZephr } from '../support/run-zephr.js';
import { aKeyPair } from '../support/sign-token.js';
import { signWithSecret } from '../support/demo-tutorial.js';

const WALL = { content: { keep: { words: 60 } }, components: ['subscribe'] };
/** One console for all tests of the suite: each goes on where the one before ended. */
const begun: { server?: ServedConsole; app?: ConsolePage; text?: string } = {};
// Before the browser is closed.
after(async () => {
  await begun.app?.[Symbol.asyncDispose]();
  await begun.server?.[Symbol.asyncDispose]();
});
// In the shell without windows, Tab does not leave the end of a page.
const { open } = useConsoleBrowser({ whole: true });
const { visit } = useBrowser();
const visitWithEndpoint = withEndpoint(visit);

async function tools(): Promise<TutorialTools> {
  begun.server ??= await startConsole(BARE);
  begun.app ??= await open(begun.server.address);
  return { server: begun.server, app: begun.app, hand: useMouse(begun.app) };
}

suite('the tutorial in the console', () => {
  test('makes walls, features and their rules', async () => {
    const given = await tools();
    await makeWalls(given);

    const config = await readConfig(given);
    assert.deepEqual(config, {
      version: 1,
      features: {
        videos: {},
        articles: { rules: { anonymous: { content: 'hide', components: ['register'] }, registered: WALL } },
      },
      components: { register: { type: 'registration-wall' }, subscribe: { type: 'paywall' } },
    });
    assert.match((await runZephr(['validate', 'FILE'], config)).out, /0 errors/);
  });

  test('takes a public key, and the secret in its place, which is in no file', async () => {
    const given = await tools();
    const { spki } = aKeyPair('P-256');
    await given.hand.press('link', 'JSON Web Tokens');
    await given.hand.fill('Secret or Public Key', spki);
    await given.app.save();
    assert.deepEqual((await readConfig(given)).jwt, { publicKey: spki });
    await giveSecret(given);

    assert.deepEqual((await readConfig(given)).jwt, { verifyEndpoint: '/zephr/verify' });
    const state = join(given.server.folder, 'state', 'zephr-onpage');
    const kept = await Promise.all(
      (await readdir(state).catch(() => [])).map((name) => readFile(join(state, name), 'utf8')),
    );
    assert.ok(![await given.server.readText(), ...kept].some((text) => text.includes('secret')));
  });

  test('registers the reader of a token on screen, before the mapping is saved', async () => {
    const given = await tools();
    await mapUsers(given);

    assert.deepEqual((await readConfig(given)).jwt?.['userMapping'], { foreignUserIdProperty: 'sub' });
  });

  test('makes customers of readers with the product, alone or among others', async () => {
    const given = await tools();
    await syncProducts(given);

    assert.deepEqual((await readConfig(given)).products, {
      gold: { title: 'Gold', features: ['videos', 'articles'], claimValue: 'gold' },
    });
    await given.hand.press('link', 'JSON Web Tokens');
    await benchProducts(given, 'gold', 'customer');
    await benchProducts(given, 'silver', 'registered');
    await benchProducts(given, ['silver', 'gold'], 'customer');
    await benchProducts(given, 'Gold', 'registered');
  });

  test('asks for a claim in the rule of registered readers', async () => {
    const given = await tools();
    await insertNode(given);

    const { features } = await readConfig(given);
    const node = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
    assert.deepEqual(features['articles']!.rules!['registered'], { ...node, yes: 'show', no: '60-words-subscribe' });
    const explain = async (state: string): Promise<string> => {
      const claims = JSON.stringify({ sub: '1', state });
      return (await runZephr(['explain', 'FILE', '--feature', 'articles', '--claims', claims], await readConfig(given)))
        .out;
    };
    assert.match(await explain('Alabama'), /yes/);
    assert.doesNotMatch(await explain('alabama'), /yes/);
  });

  test('maps the ids of readers to a user store', async () => {
    const given = await tools();
    await mapStore(given);
    begun.text = await given.server.readText();

    assert.deepEqual(await readConfig(given), DONE);
    assert.deepEqual(given.app.errors, []);
  });

  test('makes a config by which a page shows the content to the reader of the token', async () => {
    const config = JSON.parse(begun.text!) as Record<string, unknown>;
    const html = aPage(place('articles'), SCRIPT);
    const payload = { sub: '1234567890', prod: 'gold' };
    await using customer = await visitWithEndpoint({ config, html, token: signWithSecret(JSON.stringify(payload)) });
    await using anonymous = await visitWithEndpoint({ config, html });

    assert.equal(await customer.shows('articles'), 'shown');
    assert.equal((await customer.words('articles')).length, 100);
    assert.equal(await anonymous.shows('articles'), 'walled registration-wall');
  });

  test('leaves the same file where it is done by keyboard alone', async () => {
    await using server = await startConsole(BARE);
    await using app = await open('about:blank');
    const pointers = await countPointers(app.page);
    await app.page.goto(server.address);
    const text = await doTutorial({ server, app, hand: useKeyboard(app) });

    assert.equal(text, begun.text);
    assert.equal(await pointers(), 0);
  });
});
