/**
 * The speed of the console with 1,000 features of ten nodes and 12 test readers: `npm run bench:console`. One process of the
 * command and one tab of Chromium; it reports each measure beside its goal. With `--check` a missed goal is
 * an error.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { report } from '../report.js';
import { figureOf, type Row } from '../row.js';
import { makeConfig, makeReaders } from '../readers/make-files.js';

const FEATURES = 1000;
const EXPECTATIONS = 500;
const NODES = 200;
const EDITS = 40;
const OPENINGS = 3;
const LAYOUTS = 5;
const MATRICES = 8;
const PANNED_FRAMES = 120;
const TIMEOUT_MS = 60_000;

/** The store of the app, as far as it is used here. */
interface Store {
  readonly isJudged: boolean;
  readonly mistakes: readonly { readonly pointer: string }[];
  set(pointer: string, value: unknown): void;
  subscribe(onChange: () => void): () => void;
  save(): Promise<void>;
  decideMatrix(view: object, now: number): Promise<unknown>;
  readonly layout: { place(graph: object): Promise<unknown> };
}

/** Milliseconds, with the greatest that are good enough. */
function ms(says: string, values: readonly number[], most?: number): Row {
  return figureOf(says, values, most === undefined ? null : ['≤', most], 'ms');
}

/** A rule that is a chain of nodes. */
function makeChain(): unknown {
  let step: unknown = { content: 'hide' };
  for (let i = 0; i < NODES; i++)
    step = { type: 'jwt-token', property: `claim-${i}`, condition: 'equals', value: 'a', yes: 'show', no: step };
  return step;
}

/** The value below which so many of a hundred are. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Milliseconds until the list of features is there, and from then until the whole config is judged. */
async function openList(page: Page, address: string): Promise<{ readonly list: number; readonly judged: number }> {
  await page.goto('about:blank');
  const begin = performance.now();
  await page.goto(address);
  await page.waitForFunction(
    (features) => document.querySelectorAll('ul[aria-label="Features"] li').length === features,
    { polling: 'raf', timeout: TIMEOUT_MS },
    FEATURES + 1,
  );
  const list = performance.now() - begin;
  await page.waitForFunction(
    () => (document.querySelector('zephr-console') as unknown as { store: Store }).store.isJudged,
    { polling: 20, timeout: TIMEOUT_MS },
  );
  return { list, judged: performance.now() - begin - list };
}

/** Milliseconds of each edit of one feature: until the feature is judged and shown, and until the whole config is judged. */
async function editFeature(page: Page): Promise<{ readonly busy: number[]; readonly judged: number[] }> {
  return page.evaluate(async (edits) => {
    const { store } = document.querySelector('zephr-console') as unknown as { store: Store };
    const [busy, judged]: [number[], number[]] = [[], []];
    for (let i = 0; i < edits; i++) {
      const begin = performance.now();
      // Every second edit makes a mistake, and the next one of the feature takes it away.
      const at = `/features/feature-${i >> 1}/rules/registered/value`;
      store.set(at, i % 2 === 0 ? { wrong: i } : `another ${i}`);
      const isWrong = store.mistakes.some(({ pointer }) => pointer === at);
      if (isWrong !== (i % 2 === 0)) throw new Error(`${at} is not judged at once`);
      await Promise.resolve();
      busy.push(performance.now() - begin);
      await new Promise<void>((done) => {
        const stop = store.subscribe(() => {
          if (!store.isJudged) return;
          stop();
          done();
        });
      });
      judged.push(performance.now() - begin);
    }
    return { busy, judged };
  }, EDITS);
}

/** Milliseconds of the matrix of all readers and features after an edit of one place, several times. */
async function decideMatrix(page: Page, pointer: string): Promise<number[]> {
  return page.evaluate(
    async (edited, turns) => {
      const { store } = document.querySelector('zephr-console') as unknown as { store: Store };
      const times: number[] = [];
      for (let i = 0; i < turns; i++) {
        store.set(edited, `matrix ${i}`);
        while (!store.isJudged) await new Promise((go) => setTimeout(go, 10));
        const begin = performance.now();
        await store.decideMatrix({ filter: '', isChangedOnly: false, maxFeatures: 20 }, Date.now());
        times.push(performance.now() - begin);
      }
      return times;
    },
    pointer,
    MATRICES,
  );
}

/** Milliseconds of each opening of a rule of 200 nodes: until its first cards have their places, and of the layout in the worker. */
async function openRule(page: Page): Promise<{ readonly cards: number[]; readonly layout: number[] }> {
  await page.evaluate(() => {
    const { layout } = (document.querySelector('zephr-console') as unknown as { store: Store }).store;
    const place = layout.place.bind(layout);
    const times: number[] = [];
    Object.assign(globalThis, { layoutTimes: times });
    layout.place = async (graph) => {
      const begin = performance.now();
      const placed = await place(graph);
      times.push(performance.now() - begin);
      return placed;
    };
  });
  const cards: number[] = [];
  for (let i = 0; i < LAYOUTS; i++) {
    await page.evaluate(() => void (location.hash = '#/changes'));
    await page.waitForSelector('.node', { hidden: true, timeout: TIMEOUT_MS });
    const begin = performance.now();
    await page.evaluate(() => void (location.hash = '#/features/chain/registered'));
    await page.waitForSelector('.node', { timeout: TIMEOUT_MS });
    cards.push(performance.now() - begin);
  }
  const layout = await page.evaluate(() => (globalThis as unknown as { layoutTimes: number[] }).layoutTimes);
  return { cards, layout };
}

/** Milliseconds of main thread that a frame takes while the canvas is panned. */
async function panRule(page: Page): Promise<number> {
  const busy = async (): Promise<number> => ((await page.metrics()).TaskDuration ?? 0) * 1000;
  const before = await busy();
  await page.evaluate(async (frames) => {
    const canvas = document.querySelector('.canvas')!;
    for (let i = 0; i < frames; i++) {
      await new Promise(requestAnimationFrame);
      canvas.scrollTo(i * 8, i * 24);
    }
  }, PANNED_FRAMES);
  return ((await busy()) - before) / PANNED_FRAMES;
}

const folder = await mkdtemp(join(tmpdir(), 'zephr-bench-console-'));
const config = makeConfig(FEATURES) as unknown as { features: object };
const chain = { rules: { anonymous: { content: 'hide' }, registered: makeChain() } };
const text = JSON.stringify({ ...config, features: { ...config.features, chain } }, null, 2);
await writeFile(join(folder, 'zephr.json'), text);
await writeFile(join(folder, 'zephr.readers.json'), JSON.stringify(makeReaders(FEATURES, EXPECTATIONS), null, 2));
const command = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const server = spawn(process.execPath, [command, 'console', 'zephr.json', '--no-open', '--port', '0'], {
  cwd: folder,
  env: { ...process.env, XDG_STATE_HOME: join(folder, 'state') },
  stdio: ['ignore', 'ignore', 'pipe'],
});
const browser = await launchChromium({ whole: true });
try {
  const [line] = (await once(server.stderr, 'data')) as [Buffer];
  const [address = ''] = /http:\S+/.exec(line.toString()) ?? [];
  const page = await browser.newPage();
  // The tab takes the key to the console, so that an address of a screen can be opened.
  await page.goto(address);
  const list = `${new URL(address).origin}/#/features`;
  const openings: { readonly list: number; readonly judged: number }[] = [];
  for (let i = 0; i < OPENINGS; i++) openings.push(await openList(page, list));
  const edits = await editFeature(page);
  const matrix = await decideMatrix(page, '/features/feature-7/rules/registered/value');
  const shared = await decideMatrix(page, '/texts/close');
  const save = await page.evaluate(async () => {
    const { store } = document.querySelector('zephr-console') as unknown as { store: Store };
    const begin = performance.now();
    await store.save();
    return performance.now() - begin;
  });
  const rule = await openRule(page);
  const pan = await panRule(page);
  const { JSHeapUsedSize = 0 } = await page.metrics();
  const lists = openings.map(({ list: opened }) => opened);
  const judgements = openings.map(({ judged }) => judged);
  const rows: readonly Row[] = [
    ms('open to the list of features', lists, 1000),
    ms('then the whole file judged', judgements, 2000),
    ms('an edit to the judged feature', edits.busy),
    ms('the same, 95th percentile', [quantile(edits.busy, 0.95)], 50),
    ms('an edit to the whole file judged', edits.judged, 150),
    ms('the same, 95th percentile', [quantile(edits.judged, 0.95)]),
    ms('12 readers × 1,001 features after an edit of one', matrix, 100),
    ms('the same after an edit that all share', shared),
    ms(`save of ${(text.length / 1e6).toFixed(1)} MB`, [save], 500),
    ms(`layout of ${NODES} nodes in the worker`, rule.layout, 250),
    ms(`a rule of ${NODES} nodes to its first cards`, rule.cards),
    ms('main thread a frame while it is panned', [pan], 6),
    figureOf('heap of the page', [JSHeapUsedSize / 1e6], ['≤', 300], 'MB'),
  ];
  await report('console', {
    rounds: `medians of ${OPENINGS} openings, ${EDITS} edits, ${MATRICES} matrices and ${LAYOUTS} layouts`,
    browser: await browser.version(),
    tables: [],
    goals: rows,
  });
  const missed = rows.filter(({ isMissed }) => isMissed);
  if (process.argv.includes('--check') && missed.length > 0) {
    console.error(missed.map(({ says, goal }) => `Not ${goal!.join(' ')}: ${says}`).join('\n'));
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
