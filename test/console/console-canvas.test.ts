/** Nodes with several exits, shared outcomes, open exits and sub rules on the canvas, as the file has them afterwards. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { compileConfig } from '../../src/decision/compile-config.js';
import { findMistakes } from '../../src/validate/find-mistakes.js';
import { startConsole, useConsoleBrowser, type ConsolePage, type ServedConsole } from '../support/console-page.js';

const WALL = { content: { keep: { words: 60 } }, components: ['subscribe'] };
const JWT = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const SPLIT = { type: 'split-test', test: 'colour', exits: { a: 'show', b: WALL } };
const BRANCH = { ...JWT, yes: { type: 'trial', limit: 3, yes: 'show', no: WALL }, no: WALL };
const CONFIG = {
  version: 1,
  jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } },
  components: { subscribe: { type: 'paywall', offers: [{ id: 'monthly' }] } },
  splitTests: { colour: { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] } },
  features: {
    shared: { rules: { anonymous: { ...JWT, yes: 'show', no: WALL }, registered: { content: 'hide' } } },
    clicked: { rules: { registered: { ...JWT, yes: 'show', no: WALL } } },
    dragged: { rules: { registered: { ...JWT, yes: 'show', no: WALL } } },
    tested: { rules: { anonymous: SPLIT, registered: SPLIT } },
    metered: { rules: { anonymous: { type: 'trial', limit: 3, yes: 'show', no: WALL } } },
    branch: { rules: { registered: BRANCH } },
    open: { rules: { anonymous: WALL } },
  },
}; // prettier-ignore

interface Saved {
  readonly features: Readonly<Record<string, { readonly rules: Readonly<Record<string, unknown>> }>>;
  readonly outcomes?: unknown;
  readonly splitTests: unknown;
  readonly subRules?: unknown;
}

const { open } = useConsoleBrowser();
let server: ServedConsole;

before(async () => {
  server = await startConsole(CONFIG);
});
after(() => server[Symbol.asyncDispose]());

async function openRule(feature: string, state: string): Promise<ConsolePage> {
  const app = await open(server.address);
  await app.find('button', 'Undo');
  await app.page.evaluate((to) => void (location.hash = to), `#/features/${feature}/${state}`);
  await app.page.waitForSelector('[role=treeitem]');
  return app;
}

/** Saves a config that has mistakes. */
async function saveAnyway(app: ConsolePage): Promise<void> {
  await app.click('button', 'Save');
  await app.click('button', 'Save anyway');
  await app.page.waitForFunction(() => document.querySelector('.said')?.textContent === 'Saved.');
}

async function readSaved(): Promise<Saved> {
  return JSON.parse(await server.readText()) as Saved;
}

suite('The canvas', () => {
  test('has a problem for each open exit, asks before it saves one, and has none when the exit leads on', async () => {
    await using app = await openRule('open', 'anonymous');
    const known = findMistakes(JSON.parse(await server.readText())).length;
    await app.find('button', `Problems (${known})`);
    await app.click('button', 'Gift URL');
    await app.click('button', 'Save');
    await app.waitForNo('dialog', 'Gift URL');
    await app.click('button', `Problems (${known + 1})`);
    await app.find('link', '/features/open/rules/anonymous/no');
    await app.page.keyboard.press('Escape');
    const typed = structuredClone(CONFIG) as { features: Record<string, unknown> };
    typed.features['open'] = { rules: { anonymous: { type: 'gift', yes: WALL } } };
    const mistakes = findMistakes(typed);
    assert.deepEqual(
      mistakes.filter(({ severity }) => severity === 'error').map(({ code, pointer }) => [code, pointer]),
      [['exit-missing', '/features/open/rules/anonymous/no']],
    );

    await app.waitForNo('dialog', 'Problems');
    await app.click('button', 'Save');
    await app.find('dialog', 'Save with mistakes?');
    await app.page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Keep editing');
    await app.page.keyboard.press('Enter');
    await app.waitForNo('dialog', 'Save with mistakes?');
    await app.click('treeitem', 'No, open');
    await app.click('button', 'Lead to…');
    await app.click('button', 'Show content');
    await app.find('button', `Problems (${known})`);
  });

  test('moves an outcome to the others when a second exit leads to it, and one Undo brings the text back', async () => {
    await using app = await openRule('shared', 'anonymous');
    const text = await server.readText();
    await app.click('treeitem', 'Yes, Show content');
    await app.click('button', 'Lead to…');
    await app.click('button', 'First 60 words + subscribe');
    const led = 'Yes, 60-words-subscribe, First 60 words, Paywall (subscribe)';
    await app.find('treeitem', led);
    await app.click('button', 'Undo');
    await app.find('treeitem', 'Yes, Show content');
    await app.save();
    assert.equal(await server.readText(), text);

    await app.click('button', 'Redo');
    await app.find('treeitem', led);
    await app.save();
    const { features, outcomes } = await readSaved();
    assert.deepEqual(outcomes, { '60-words-subscribe': WALL });
    assert.deepEqual(features['shared']!.rules, {
      anonymous: { ...JWT, yes: '60-words-subscribe', no: '60-words-subscribe' },
      registered: { content: 'hide' },
    });
  });

  test('opens a row in each node of a split test that gets a group, and asks before it removes one that leads on', async () => {
    await using app = await openRule('tested', 'anonymous');
    await app.click('button', 'Add a group…');
    await app.fill('Group', 'c');
    await app.click('button', 'Save');
    await app.click('treeitem', 'C, open');
    await app.click('button', 'Rename this group…');
    await app.fill('New name', 'd');
    await app.click('button', 'Save');
    await app.find('treeitem', 'D, open');
    await app.click('tab', 'Registered');
    await app.find('treeitem', 'D, open');
    await app.click('treeitem', 'B, First 60 words + subscribe, Paywall (subscribe)');
    await app.click('button', 'Remove this group…');
    await app.find('dialog', 'Remove the group b?');
    await app.click('button', 'Remove it');
    await app.waitForNo('treeitem', 'B, First 60 words + subscribe, Paywall (subscribe)');
    await app.click('treeitem', 'D, open');
    await app.click('button', 'Remove this group…');
    await app.waitForNo('treeitem', 'D, open');
    await app.save();

    const { features, splitTests } = await readSaved();
    const left = { type: 'split-test', test: 'colour', exits: { a: 'show' } };
    assert.deepEqual(features['tested']!.rules, { anonymous: left, registered: left });
    assert.deepEqual(splitTests, { colour: { groups: [{ id: 'a', weight: 1 }] } });
  });

  test('gives a trial an exit for one article left, and takes it away', async () => {
    await using app = await openRule('metered', 'anonymous');
    await app.click('button', 'Add: when … left');
    await app.fill('Articles left', '1');
    await app.click('button', 'Save');
    await app.find('treeitem', '1 left, Show content');
    await app.save();
    const trial = { type: 'trial', limit: 3, yes: 'show', no: WALL };
    const { features } = await readSaved();
    assert.deepEqual(features['metered']!.rules['anonymous'], { ...trial, remaining: { 1: 'show' } });

    await app.click('treeitem', '1 left, Show content');
    await app.click('button', 'Remove this exit');
    await app.waitForNo('treeitem', '1 left, Show content');
    await app.save();
    const { features: after } = await readSaved();
    assert.deepEqual(after['metered']!.rules['anonymous'], trial);
  });

  test('turns a branch into a sub rule that decides as before', async () => {
    const before = compileConfig(CONFIG);
    await using app = await openRule('branch', 'registered');
    await app.click('button', 'Turn into a sub rule');
    await app.click('button', 'Open the sub rule');
    await app.find('treeitem', 'Start, 1. JWT Token: The claim state equals Alabama');
    await app.save();

    const saved = await readSaved();
    assert.equal(Object.keys(saved.subRules as object).length, 1);
    const now = compileConfig(saved);
    for (let at = 0; at < 200; at++) {
      const views = Array.from({ length: at % 5 }, (_, item) => ({ item: `/story-${item}`, at: 1_764_322_200_000 }));
      const input = {
        tokenStatus: 'valid' as const,
        claims: { sub: String(at), state: at % 3 === 0 ? 'Alabama' : 'Texas' },
        url: `/story-${at % 7}`,
        now: 1_764_322_200_000,
        usage: { trials: { default: views, branch: views } },
      };
      const [was, is] = [before, now].map((engine) => engine.decide('branch', input));
      assert.deepEqual([is!.content, is!.components, is!.trials], [was!.content, was!.components, was!.trials]);
    }
  });

  // The last one: it saves a config with open exits, about which every later save would ask.
  test('takes a node that is dragged onto an exit as one that is inserted there', async () => {
    const no = 'No, First 60 words + subscribe, Paywall (subscribe)';
    await using clicked = await openRule('clicked', 'registered');
    await clicked.click('treeitem', no);
    await clicked.click('button', 'Trial');
    await clicked.find('dialog', 'Trial');
    await clicked.click('button', 'Save');
    await clicked.find('treeitem', 'Used up, open');
    await saveAnyway(clicked);

    await using dragged = await openRule('dragged', 'registered');
    await dragged.page.setViewport({ width: 1280, height: 1600 });
    const row = await dragged.page.waitForSelector('.exit[data-row$="/no"]');
    const from = (await (await dragged.find('button', 'Trial')).boundingBox())!;
    const to = (await row!.boundingBox())!;
    const { mouse } = dragged.page;
    await mouse.move(from.x + 20, from.y + 10);
    await mouse.down();
    await mouse.move(to.x + 20, to.y + 10, { steps: 6 });
    await mouse.up();
    await dragged.find('dialog', 'Trial');
    await dragged.click('button', 'Save');
    await dragged.find('treeitem', 'Used up, open');
    await saveAnyway(dragged);

    const { features } = await readSaved();
    assert.deepEqual(features['dragged'], features['clicked']);
    assert.deepEqual(dragged.errors, []);
  });
});
