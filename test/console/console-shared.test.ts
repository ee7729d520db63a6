/** The screens of what rules share: split tests, trials and sub rules. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WALL = { content: 'hide' };
const METER = {
  exits: ['free', 'used'],
  start: { type: 'trial', limit: 3, yes: { exit: 'free' }, no: { exit: 'used' } },
};
const CONFIG = {
  version: 1,
  splitTests: {
    headline: {
      title: 'Headline',
      groups: [
        { id: 'a', weight: 1 },
        { id: 'b', weight: 3 },
      ],
    },
  },
  subRules: { meter: METER },
  features: {
    articles: {
      rules: {
        anonymous: { type: 'split-test', test: 'headline', exits: { a: 'show', b: WALL } },
        registered: { type: 'trial', tracker: 'stories', limit: 5, yes: 'show', no: WALL },
      },
    },
    videos: {
      rules: {
        anonymous: { type: 'sub-rule', rule: 'meter', exits: { free: 'show', used: WALL } },
        registered: { type: 'trial', tracker: 'stories', limit: 8, window: { days: 30 }, yes: 'show', no: WALL },
      },
    },
  },
};
const { open } = useConsoleBrowser();

suite('what rules share', () => {
  test('a group of a split test is open in each node that uses it, and asks before it takes away what it leads to', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Split tests');
    await app.waitFor('a 25 % · b 75 %');
    await app.click('link', 'Headline');
    await app.fill('Weight of a', '3');
    await app.waitFor('a 50 % · b 50 %');
    await app.fill('Name of the group', 'c');
    await app.click('button', 'Add a group');
    await app.waitFor('leads nowhere for c');
    await app.click('button', 'Remove c');
    await app.waitForNo('button', 'Remove c');
    await app.click('button', 'Remove b');
    await app.find('dialog', 'Remove the group?');
    await app.click('button', 'Remove it');
    await app.waitFor('a 100 %');
    await app.save();

    const { splitTests, features } = JSON.parse(await server.readText()) as typeof CONFIG;
    assert.deepEqual(splitTests.headline.groups, [{ id: 'a', weight: 3 }]);
    assert.deepEqual(features.articles.rules.anonymous.exits, { a: 'show' });
    assert.deepEqual(app.errors, []);
  });

  test('a group gets another name, in each node and for the test readers who are in it', async () => {
    const readers = { version: 1, readers: { half: { groups: { headline: 'b' } } } };
    await using server = await startConsole(CONFIG, { files: { 'zephr.readers.json': JSON.stringify(readers) } });
    await using app = await open(server.address);
    await app.click('link', 'Split tests');
    await app.click('link', 'Headline');
    await app.click('button', 'Rename b…');
    await app.fill('New name', 'a');
    await app.waitForField('New name', /has a group “a” already/);
    await app.fill('New name', 'short');
    await app.page.keyboard.press('Enter');
    await app.waitForNo('dialog', 'Rename the group b');
    await app.find('button', 'Remove short');
    await app.click('link', 'Features');
    await app.click('link', 'articles');
    await app.find('treeitem', 'Short, Hide content');
    await app.save();

    const { splitTests, features } = JSON.parse(await server.readText()) as typeof CONFIG;
    assert.deepEqual(splitTests.headline.groups[1], { id: 'short', weight: 3 });
    assert.deepEqual(features.articles.rules.anonymous.exits, { a: 'show', short: WALL });
    const saved = await readFile(join(server.folder, 'zephr.readers.json'), 'utf8');
    assert.deepEqual(JSON.parse(saved), { version: 1, readers: { half: { groups: { headline: 'short' } } } });
    assert.deepEqual(app.errors, []);
  });

  test('a split test is made by its title, and deleted while no rule uses it', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Split tests');
    await app.fill('Title', 'Two walls');
    await app.click('button', 'Add a split test');
    await app.waitFor('No rule uses it.');
    assert.match(app.page.url(), /#\/split-tests\/two-walls$/);
    await app.click('button', 'Delete split test');
    await app.waitForNo('link', 'Two walls');
    await app.click('link', 'Headline');
    assert.ok(await app.isDisabled('button', 'Delete split test'));
  });

  test('trials are listed by tracker, with who shares it and limits that differ', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Trials');
    await app.waitFor('Shared by 2 trials. Their limits differ');
    await app.waitFor('the last 30 days');
    await app.find('region', 'Tracker each feature that enters meter');
    await app.fill('Articles in articles, registered', '8');
    await app.waitFor(/Shared by 2 trials\.\s+Rule/);
    await app.save();

    const { features } = JSON.parse(await server.readText()) as typeof CONFIG;
    assert.equal(features.articles.rules.registered.limit, 8);
  });

  test('a sub rule is opened with its outline, and keeps the exits that are in use', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Sub rules');
    await app.waitFor('Exits: free, used · entered by 1 node');
    await app.click('link', 'meter');
    await app.find('tree', 'Rule');
    await app.find('link', 'videos, anonymous');
    await app.fill('Name of the exit', 'late');
    await app.click('button', 'Add an exit');
    await app.find('button', 'Remove late');
    assert.ok(!(await app.has('button', 'Remove free')));
    await app.click('button', 'Remove late');
    await app.waitForNo('button', 'Remove late');
    assert.ok(!(await app.has('button', 'Delete sub rule')));
    await app.click('link', 'Sub rules');
    await app.fill('Title', 'By place');
    await app.click('button', 'Add a sub rule');
    await app.waitFor('No rule enters it yet.');
    await app.find('tree', 'Rule');
    await app.click('button', 'Delete sub rule');
    await app.waitForNo('link', 'by-place');
    assert.deepEqual(app.errors, []);
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`has no fault of accessibility, ${scheme}`, async () => {
      await using server = await startConsole(CONFIG);
      await using app = await open('about:blank');
      await app.emulate(scheme);
      await app.page.setBypassCSP(true);
      await app.page.goto(server.address);
      await app.find('button', 'Undo');
      for (const width of [360, 900, 1440]) {
        await app.page.setViewport({ width, height: 900 });
        for (const route of ['split-tests/headline', 'trials', 'sub-rules', 'sub-rules/meter']) {
          await app.page.evaluate((hash) => void (location.hash = hash), `#/${route}`);
          await app.page.waitForSelector('main h1');
          assert.deepEqual(await app.judge(axe), [], `${route} at ${width}`);
          const isWide = await app.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!isWide, `${route} scrolls sideways at ${width}`);
        }
      }
    });
  }
});
