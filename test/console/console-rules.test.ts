/** Features in the console: a rule as an outline and on a canvas, changed by clicks, by keys and by dragging. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { startConsole, useConsoleBrowser, type ConsolePage } from '../support/console-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WALL = { content: { keep: { words: 60 } }, components: ['subscribe'] };
const CONFIG = {
  version: 1,
  jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } },
  components: { register: { type: 'registration-wall' }, subscribe: { type: 'paywall', offers: [{ id: 'monthly' }] } },
  features: { articles: { rules: { anonymous: { content: 'hide', components: ['register'] }, registered: WALL } } },
};
const JWT = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const { open } = useConsoleBrowser();

function registeredOf(text: string): unknown {
  const config = JSON.parse(text) as typeof CONFIG;
  return config.features.articles.rules.registered;
}

/** Opens the rule of registered readers. */
async function openRule(app: ConsolePage): Promise<void> {
  await app.click('link', 'Features');
  await app.click('link', 'articles');
  await app.click('tab', 'Registered');
  await app.find('treeitem', 'Start, First 60 words + subscribe, Paywall (subscribe)');
}

suite('Features', () => {
  test('insert the JWT Token node of the tutorial, whose exits lead to the content and to the old wall', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await openRule(app);
    await app.click('button', 'JWT Token');
    await app.fill('Property Name', 'state');
    await app.fill('Value', 'Alabama');
    await app.click('button', 'Save');
    await app.waitForNo('dialog', 'JWT Token');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama');
    // No takes the wall that Yes has, then Yes shows the content.
    await app.click('button', 'Lead to…');
    await app.click('button', 'First 60 words + subscribe');
    await app.find('treeitem', 'No, 60-words-subscribe, First 60 words, Paywall (subscribe)');
    await app.click('treeitem', 'Yes, 60-words-subscribe, First 60 words, Paywall (subscribe)');
    await app.click('button', 'Lead to…');
    await app.click('button', 'Show content');
    await app.find('treeitem', 'Yes, Show content');
    await app.save();

    assert.deepEqual(registeredOf(await server.readText()), { ...JWT, yes: 'show', no: '60-words-subscribe' });
    assert.deepEqual(app.errors, []);
  });

  test('are added by a title, before the button is pressed or after it', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Features');
    await app.fill('Title', 'Videos');
    await app.click('button', 'Add a feature');
    await app.find('tab', 'Registered');
    await app.click('link', 'Features');
    await app.click('button', 'Add a feature');
    await app.fill('Title', 'Songs');
    await app.page.keyboard.press('Tab');
    await app.find('tab', 'Registered');
    await app.save();

    const { features } = JSON.parse(await server.readText()) as typeof CONFIG;
    assert.deepEqual(Object.keys(features), [...Object.keys(CONFIG.features), 'videos', 'songs']);
  });

  test('are changed by keys alone, with open exits that saving asks about', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    const { keyboard } = app.page;
    await openRule(app);
    await (await app.find('treeitem', 'Start, First 60 words + subscribe, Paywall (subscribe)')).focus();
    await keyboard.press('+');
    await keyboard.type('jwt tok');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await app.fill('Property Name', 'state');
    await app.fill('Value', 'Alabama');
    await keyboard.press('Enter');
    await app.waitForNo('dialog', 'JWT Token');
    await app.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('No, open'));
    await keyboard.press('ArrowUp');
    await app.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Yes, '));
    await keyboard.press('Home');
    await app.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Start, '));
    await keyboard.press('Delete');
    await app.click('button', 'Keep what Yes leads to (First 60 words + subscribe, Paywall (subscribe))');
    await app.find('treeitem', 'Start, First 60 words + subscribe, Paywall (subscribe)');
    await keyboard.down('Control');
    await keyboard.press('z');
    await keyboard.up('Control');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama');
    await app.click('button', 'Save');
    await app.find('dialog', 'Save with mistakes?');
    await app.click('button', 'Keep editing');

    assert.deepEqual(registeredOf(await server.readText()), WALL);
    assert.deepEqual(app.errors, []);
  });

  test('take a node that is dragged onto a row as one that is inserted', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await openRule(app);
    await app.fill('Filter nodes', 'articles');
    const from = (await (await app.find('button', 'Trial')).boundingBox())!;
    const row = await app.find('treeitem', 'Start, First 60 words + subscribe, Paywall (subscribe)');
    const to = (await row.boundingBox())!;
    const { mouse } = app.page;
    await mouse.move(from.x + 20, from.y + 10);
    await mouse.down();
    await mouse.move(to.x + 60, to.y + 10, { steps: 6 });
    await mouse.up();
    await app.find('dialog', 'Trial');
    await app.click('button', 'Save');
    await app.find('treeitem', 'In trial, First 60 words + subscribe, Paywall (subscribe)');
  });

  test('give readers a rule of their own', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await openRule(app);
    await app.click('tab', 'Customer');
    await app.waitFor('No rule: the content is shown.');
    await app.click('button', 'Give customers a rule of their own');
    await app.find('button', 'Remove this rule');
    await app.save();

    const { features } = JSON.parse(await server.readText()) as { features: { articles: { rules: object } } };
    assert.deepEqual(Object.entries(features.articles.rules).at(-1), ['customer', 'show']);
  });

  for (const width of [360, 900, 1440]) {
    for (const scheme of ['light', 'dark'] as const) {
      test(`have no fault of accessibility, ${scheme} at ${width} px`, async () => {
        const nodes = { a: { ...JWT, yes: 'b', no: 'b' }, b: { type: 'trial', limit: 3, yes: 'show', no: WALL } };
        const rules = { anonymous: { start: 'a', nodes } };
        await using server = await startConsole({ ...CONFIG, features: { articles: { rules } } });
        await using app = await open('about:blank');
        await app.page.setViewport({ width, height: 900 });
        await app.emulate(scheme);
        await app.page.setBypassCSP(true);
        await app.page.goto(server.address);
        await app.find('button', 'Undo');
        for (const route of ['features', 'features/articles']) {
          await app.page.evaluate((hash) => void (location.hash = hash), `#/${route}`);
          await app.page.waitForSelector(route === 'features' ? 'main form' : '.node');
          assert.deepEqual(await app.judge(axe), [], route);
          const isWide = await app.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!isWide, `${route} scrolls sideways`);
        }
        await app.click('button', 'Lead to…');
        await app.find('dialog', 'Lead Start to');
        assert.deepEqual(await app.judge(axe), [], 'dialog');
      });
    }
  }
});
