/** Forms of nodes in the console: mistakes at their fields, and the groups of split tests. */
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
const WALL = { content: 'hide', components: ['subscribe'] };
const HEADLINE = { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] }; // prettier-ignore
const TEST = { type: 'split-test', test: 'headline', exits: { a: 'show', b: WALL } };
const { open } = useConsoleBrowser();

function aConfig(anonymous: unknown, more: object = {}): object {
  const components = { subscribe: { type: 'paywall', offers: [{ id: 'month' }] } };
  return { version: 1, components, features: { articles: { rules: { anonymous } } }, ...more };
}

suite('the form of a node', () => {
  let server: ServedConsole;
  before(async () => {
    server = await startConsole(aConfig(WALL));
  });
  after(() => server[Symbol.asyncDispose]());

  /** Opens the rule of anonymous readers. */
  async function openRule(config: object): Promise<ConsolePage> {
    await server.writeText(toText(config));
    const app = await open(`${server.address}`);
    await app.click('link', 'Features');
    await app.click('link', 'articles');
    await app.find('tree', 'Rule');
    return app;
  }

  const ruleOf = async (): Promise<unknown> =>
    (JSON.parse(await server.readText()) as { features: { articles: { rules: { anonymous: unknown } } } }).features
      .articles.rules.anonymous;

  test('says at its field what is missing or wrong, and does not save it', async () => {
    await using app = await openRule(aConfig(WALL));
    await app.click('button', 'JWT Token');
    await app.click('button', 'Save');
    await app.waitForField('Property Name', /^Fill in Property Name\.$/);
    await app.fill('Property Name', '$.age[');
    await app.waitForField('Property Name', /is not a JSONPath/);
    await app.fill('Property Name', 'age');
    await app.choose('Condition', 'greater-than');
    await app.fill('Value', 'old');
    await app.waitForField('Value', /cannot compare with a string/);
    await app.click('button', 'Save');
    await app.page.waitForFunction(() => document.activeElement?.getAttribute('label') === 'Value');
    await app.fill('Value', '18');
    await app.click('button', 'Save');
    await app.waitForNo('dialog', 'JWT Token');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim age is greater than 18');
    assert.deepEqual(app.errors, []);
  });

  test('says which exit test readers take, while it is filled in', async () => {
    await using app = await openRule(aConfig(WALL, { jwt: { userMapping: { foreignUserIdProperty: 'sub' } } }));
    await app.click('button', 'JWT Token');
    await app.fill('Property Name', 'sub');
    await app.fill('Value', '2');
    await app.waitFor('Would these readers pass? Without a token (example): No · With an id (example): No');
    await app.fill('Value', '1');
    await app.waitFor('With an id (example): Yes');
    await app.choose('Condition', 'greater-than');
    await app.waitFor('With an id (example): No');
    assert.deepEqual(app.errors, []);
  });

  test('is judged at once, before the worker has judged the whole config', async () => {
    await using app = await openRule(aConfig(WALL));
    const found = await app.page.evaluate(() => {
      const { store } = document.querySelector('zephr-console') as unknown as {
        store: {
          readonly isJudged: boolean;
          readonly mistakes: readonly { readonly pointer: string }[];
          set(pointer: string, value: unknown): void;
        };
      };
      store.set('/features/articles/rules/anonymous', { type: 'url-path', condition: 'nope', value: 'a', yes: 'show' });
      return { isJudged: store.isJudged, pointers: store.mistakes.map(({ pointer }) => pointer) };
    });

    assert.equal(found.isJudged, false);
    assert.deepEqual(found.pointers.filter((pointer) => pointer.startsWith('/features')), [
      '/features/articles/rules/anonymous/condition',
      '/features/articles/rules/anonymous/no',
    ]);
  }); // prettier-ignore

  test('begins a split test, and changes its groups and weights', async () => {
    await using app = await openRule(aConfig(WALL));
    await app.click('button', 'Split Test');
    await app.fill('Name of the split test', 'Headline');
    await app.click('button', 'Add a split test');
    await app.fill('Weight of a', '3');
    await app.waitForField('Weight of a', /^75 % of readers/);
    await app.fill('New group', 'c');
    await app.page.keyboard.press('Enter');
    await app.find('group', 'Group c');
    await app.click('button', 'Remove b');
    await app.waitForNo('group', 'Group b');
    await app.click('button', 'Save');
    await app.waitForNo('dialog', 'Split Test');
    await app.page.waitForSelector('[role=treeitem][aria-label^="C, open"]');
    await app.click('button', 'Undo');
    await app.waitForNo('treeitem', 'C, open');
    await app.save();

    const { splitTests } = JSON.parse(await server.readText()) as { splitTests: unknown };
    assert.deepEqual(splitTests, {
      headline: {
        title: 'Headline',
        groups: [
          { id: 'a', weight: 3 },
          { id: 'c', weight: 1 },
        ],
      },
    });
    assert.deepEqual(await ruleOf(), WALL);
    assert.deepEqual(app.errors, []);
  });

  test('opens a group in each node of its test, and asks before branches are removed', async () => {
    await using app = await openRule(aConfig(TEST, { splitTests: { headline: HEADLINE } }));
    await app.click('button', 'Edit…');
    await app.waitFor('1 node uses it.');
    await app.click('button', 'Remove b');
    await app.waitFor('A node leads on from b.');
    await app.click('button', 'Keep the group');
    await app.find('group', 'Group b');
    await app.click('button', 'Remove b');
    await app.click('button', 'Remove it with its branches');
    await app.waitForNo('group', 'Group b');
    await app.click('button', 'Cancel');
    await app.save();

    assert.deepEqual(await ruleOf(), { ...TEST, exits: { a: 'show' } });
  });

  test('puts a template on a row, with the walls and the test that it needs', async () => {
    await using app = await openRule(aConfig('show'));
    await app.click('button', 'Split test of two walls');
    await app.find('treeitem', 'Start, 1. Split Test: The group of the split test walls');
    await app.save();

    const saved = JSON.parse(await server.readText()) as { components: object; splitTests: object };
    assert.deepEqual(Object.keys(saved.components), ['subscribe', 'register']);
    assert.deepEqual(Object.keys(saved.splitTests), ['walls']);
    assert.deepEqual(await ruleOf(), {
      ...{ type: 'split-test', test: 'walls' },
      exits: {
        a: { content: { keep: { words: 60 } }, components: ['register'] },
        b: { content: { keep: { words: 60 } }, components: ['subscribe'] },
      },
    });
  });

  test('has no fault of accessibility', async () => {
    await server.writeText(toText(aConfig(TEST, { splitTests: { headline: HEADLINE } })));
    await using app = await open('about:blank');
    await app.page.setBypassCSP(true);
    await app.page.goto(`${server.address}`);
    await app.click('link', 'Features');
    await app.click('link', 'articles');
    await app.click('button', 'Edit…');
    await app.click('button', 'Remove b');
    await app.waitFor('A node leads on from b.');

    assert.deepEqual(await app.judge(axe), []);
  });
});
