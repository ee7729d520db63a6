/** Rules in the console, looked at: the path of a reader, a difference, a search, the size, large rules, phones, sub rules. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import {
  startConsole,
  toText,
  useConsoleBrowser,
  type ConsolePage,
  type ServedConsole,
} from '../support/console-page.js';

const WALL = { content: { keep: { words: 60 } }, components: ['subscribe'] };
const JWT = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const RULE = {
  start: 'home',
  nodes: {
    home: { ...JWT, yes: 'meter', no: 'nudge' },
    meter: { type: 'trial', limit: 3, yes: 'show', no: WALL },
    nudge: { type: 'sub-rule', rule: 'phones', exits: { small: 'meter', large: WALL } },
  },
};
const PHONES = { start: { type: 'device', is: 'mobile', yes: { exit: 'small' }, no: { exit: 'large' } }, exits: ['small', 'large'] }; // prettier-ignore
const CONFIG = {
  version: 1,
  jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } },
  components: { subscribe: { type: 'paywall', offers: [{ id: 'monthly' }] } },
  subRules: { phones: PHONES },
  features: {
    articles: { rules: { anonymous: WALL, registered: RULE } },
    large: { rules: { anonymous: nest(450) } },
  },
};
const READERS = {
  version: 1,
  readers: {
    texan: { title: 'Texan', claims: { sub: '1', state: 'Texas' } },
    visitor: { title: 'Visitor' },
  },
};

/** A rule of nodes in each other. */
function nest(count: number): object {
  let step: unknown = 'show';
  for (let at = 0; at < count; at++) {
    step = { type: 'url-path', condition: 'starts-with', value: `/section-${at}`, yes: step, no: 'show' };
  }
  return step as object;
}

const { open } = useConsoleBrowser();
let server: ServedConsole;

before(async () => {
  server = await startConsole(CONFIG, { files: { 'zephr.readers.json': READERS } });
});
after(() => server[Symbol.asyncDispose]());

/** Opens a screen of the app in a page of its own. */
async function openAt(hash: string): Promise<ConsolePage> {
  const app = await open(server.address);
  await app.find('button', 'Undo');
  await app.page.evaluate((to) => void (location.hash = to), hash);
  await app.page.waitForSelector('[role=treeitem]');
  return app;
}

/** Presses a key with Control held. */
async function pressControl(app: ConsolePage, key: string): Promise<void> {
  const { keyboard } = app.page;
  await keyboard.down('Control');
  await keyboard.press(key as 'f');
  await keyboard.up('Control');
}

suite('The rule of a feature', () => {
  test('shows the path of a test reader, what they get, and the exits that no reader takes', async () => {
    await using app = await openAt('#/features/articles/registered');
    await app.waitFor('Exits tested: 2 of 6.');
    await app.choose('Reader', 'texan');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama, taken');
    await app.find('treeitem', 'No, 3. Sub Rule: phones, taken');
    await app.waitFor('Texan, a reader of the state registered, gets “First 60 words + subscribe”.');
    await app.find('link', 'See subscribe');
    await app.page.waitForSelector('.arrow.taken');
    assert.match((await app.page.$eval('.node.taken p', (words) => words.textContent)) ?? '', /equals Alabama: no/);

    await app.choose('Reader', 'visitor');
    await app.waitFor('For Visitor the rule of anonymous readers holds:');
    await app.click('link', 'show it');
    await app.waitFor('Visitor, a reader of the state anonymous, gets “First 60 words + subscribe”.');
    assert.deepEqual(app.errors, []);
  });

  test('follows a reader while an exit is open', async () => {
    await using app = await openAt('#/features/articles/registered');
    await app.choose('Reader', 'texan');
    await app.click('treeitem', 'Large, First 60 words + subscribe, Paywall (subscribe), taken');
    await app.page.keyboard.press('Delete');
    await app.waitFor('Texan, a reader of the state registered, ends at Large, which is open.');
  });

  test('opens a sub rule in place, with the path through it', async () => {
    await using app = await openAt('#/features/articles/registered');
    await app.choose('Reader', 'texan');
    await app.click('treeitem', 'No, 3. Sub Rule: phones, taken');
    await app.click('button', 'Open the sub rule');
    await app.find('treeitem', 'Start, 1. Device Type: The device is mobile, taken');
    await app.waitFor('Texan, a reader of the state registered, leaves by “large”.');
    await app.waitFor('Exits tested: 1 of 2.');
    await app.click('link', 'articles, registered');
    await app.find('treeitem', 'No, 3. Sub Rule: phones, taken');
  });

  test('is compared with the saved file and with another config', async () => {
    await using app = await openAt('#/features/articles/registered');
    await app.click('button', 'Edit…');
    await app.fill('Value', 'Texas');
    await app.click('button', 'Save');
    await app.waitForNo('dialog', 'JWT Token');
    await app.choose('Compare with', 'saved');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Texas, changed, before: The claim state equals Alabama'); // prettier-ignore
    await app.waitFor('Nodes: 1 changed.');

    const old = {
      ...CONFIG,
      features: { articles: { rules: { registered: { type: 'gift', yes: 'show', no: 'show' } } } },
    };
    const path = join(server.folder, 'old.json');
    await writeFile(path, toText(old));
    await app.choose('Compare with', 'other');
    const field = await app.page.waitForSelector('wa-dialog[open] input[type=file]');
    await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
    await app.waitFor('Nodes: 3 added, 1 removed.');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Texas, added, led to Gift URL: The link is a valid gift before'); // prettier-ignore
    await app.page.waitForSelector('.ghost');
    assert.deepEqual(app.errors, []);
  });

  test('is compared with the last commit, which git has', async () => {
    await using own = await startConsole(CONFIG);
    await using app = await open(`${own.address}`);
    const git = promisify(execFile);
    await app.click('link', 'Features');
    await app.click('link', 'articles');
    await app.click('tab', 'Registered');
    await app.choose('Compare with', 'commit');
    await app.waitFor('Git has no commit with zephr.json as JSON.');
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@site.example', 'commit', '-q', '-m', 'a'];
    for (const args of [['init', '-q'], ['add', 'zephr.json'], commit]) await git('git', args, { cwd: own.folder });
    await app.click('button', 'Edit…');
    await app.fill('Value', 'Texas');
    await app.click('button', 'Save');
    await app.waitForNo('dialog', 'JWT Token');
    await app.save();
    await app.choose('Compare with', 'commit');
    await app.waitFor('Nodes: 1 changed.');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Texas, changed, before: The claim state equals Alabama'); // prettier-ignore
    const { stdout } = await git('git', ['status', '--porcelain', 'zephr.json'], { cwd: own.folder });
    assert.equal(stdout, ' M zephr.json\n');
    assert.deepEqual(app.errors, []);
  });

  test('is searched, and all other rules with it', async () => {
    await using app = await openAt('#/features/articles/registered');
    await (await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama')).focus();
    await pressControl(app, 'f');
    await app.page.keyboard.type('60 words');
    await app.waitFor('2 matches');
    await app.page.keyboard.press('Enter');
    await app.waitFor('1 of 2 matches');
    await app.page.keyboard.press('Enter');
    await app.waitFor('2 of 2 matches');
    await app.click('button', 'In all rules…');
    await app.find('dialog', '“60 words” in all rules');
    await app.click('link', 'articles › anonymous');
    await app.waitFor('1 match');
    await app.page.waitForSelector('[role=treeitem].found');
  });

  test('is cut and pasted by keys', async () => {
    await using app = await openAt('#/features/articles/registered');
    await app.click('treeitem', 'No, 3. Sub Rule: phones');
    await pressControl(app, 'x');
    await app.find('treeitem', 'No, open');
    await app.click('treeitem', 'Yes, 2. Trial: The trial of 3 unique articles lasts');
    await pressControl(app, 'v');
    await app.find('treeitem', 'Yes, 2. Sub Rule: phones');
  });

  test('is zoomed and panned by keys', async () => {
    await using app = await openAt('#/features/articles/registered');
    const { page } = app;
    await page.setViewport({ width: 800, height: 900 });
    await page.waitForSelector('.node');
    await (await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama')).focus();
    await pressControl(app, '+');
    await page.waitForFunction(() => document.querySelector<HTMLElement>('.sheet')?.style.transform === 'scale(1.25)');
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Alt');
    await page.waitForFunction(() => (document.querySelector('.canvas')?.scrollLeft ?? 0) > 0);
    await pressControl(app, '0');
    await page.waitForFunction(() => document.querySelector<HTMLElement>('.sheet')?.style.transform === 'scale(1)');
    await page.keyboard.press('?');
    await app.find('dialog', 'Keys of the outline');
  });

  test('of 450 nodes is an outline of the lines in sight, and a drawing of the nodes around', async () => {
    await using app = await openAt('#/features/large/anonymous');
    const { page } = app;
    const count = (selector: string): Promise<number> => page.$$eval(selector, ({ length }) => length);
    await page.waitForFunction(() => document.querySelectorAll('.node').length === 60);
    assert.ok((await count('[role=treeitem]')) <= 120);
    await (await page.waitForSelector('[role=treeitem]'))!.focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Unknown, as No');
    await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.startsWith('No, Show content'),
    );
    await page.waitForFunction(() => /^1\. /.test(document.querySelector('.node strong')?.textContent ?? ''));
    assert.deepEqual(app.errors, []);
  });

  test('of 3,000 nodes inside each other opens, is judged, and can be edited', async () => {
    const features = {
      deep: { rules: { anonymous: nest(3000) } },
      small: { rules: { anonymous: { type: 'unknown' } } },
    };
    await using deep = await startConsole({ version: 1, features });
    await using app = await open(deep.address);
    await app.waitFor('Problems (1)');
    await app.page.evaluate(() => void (location.hash = '#/features/deep/anonymous'));
    await (await app.page.waitForSelector('[role=treeitem]'))!.focus();
    await app.page.keyboard.press('Enter');
    await app.fill('Value', '/other');
    await app.click('button', 'Save');
    await app.waitFor('/other');

    assert.deepEqual(app.errors, []);
  });

  test('is an outline alone on a phone', async () => {
    await using app = await openAt('#/features/articles/registered');
    const { page } = app;
    await page.setViewport({ width: 360, height: 800 });
    await page.waitForFunction(() => getComputedStyle(document.querySelector('zephr-canvas')!).display === 'none');
    assert.ok(!(await app.has('textbox', 'Filter nodes')));
    await app.click('button', 'Insert…');
    await page.waitForFunction(() => document.activeElement?.closest('.palette'));
    assert.ok(await app.has('textbox', 'Filter nodes'));
  });
});
