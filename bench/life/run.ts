/**
 * The cost of keeping a page up to date as its nodes change: `npm run bench:life`.
 *
 * Runs in Chromium, on the built files. Added nodes and their page without the SDK are measured by turns, so that noise
 * of the machine falls on both, and by the clock of the page's own thread: on a wall clock another process that takes
 * the core for 20 ms would count as observing. Prints tables in Markdown. `--check` fails where the heap grows.
 */
import { aPage, inlineConfig } from '../../test/support/bare-page.js';
import { report } from '../report.js';
import { figureOf, rowOf, type Row } from '../row.js';
import type { Figure, TableRow } from '../table.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { measureStream } from './stream.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const NODES = 10_000;
const FEATURES = 20;
const ROUTES = 1000;

const wall = { content: 'hide', components: ['register'] };
const byPath = {
  type: 'url-path',
  condition: 'contains',
  value: '/free',
  yes: 'show',
  no: wall,
};
const names = Array.from({ length: FEATURES }, (_, index) => `f${index}`);
const components = { register: { type: 'registration-wall', heading: 'Read on' } };
const places = names.map((name) => `<zephr-feature feature="${name}"><p>${name}</p></zephr-feature>`).join('');
/** Twenty features, each with an element; two of them have targets as well. */
const config = {
  version: 1,
  components,
  features: {
    ...Object.fromEntries(names.map((name) => [name, { rules: { anonymous: byPath } }])),
    selected: { rules: { anonymous: wall }, target: { selector: '.story > .body' } },
    marked: { rules: { anonymous: wall }, target: { comment: 'body' } },
  },
};
const SCRIPT = '<script src="/zephr.js"></script>';
const HEAD = inlineConfig(config) + SCRIPT;
/** The same features and targets, and no wall to draw. */
const hidden = {
  ...config,
  features: Object.fromEntries(
    Object.entries(config.features).map(([id, feature]) => [id, { ...feature, rules: { anonymous: 'hide' } }]),
  ),
};

await using server = await serve({
  folder: fileURLToPath(new URL('../../dist', import.meta.url)),
  routes: {
    '/with': aPage(places, HEAD),
    '/without': aPage(places, ''),
    // The time that the browser itself takes to notify an observer that does nothing.
    '/told': aPage(
      places,
      '<script>new MutationObserver(() => {}).observe(document, { childList: true, subtree: true })</script>',
    ),
    '/wall-less': aPage(places, inlineConfig(hidden) + SCRIPT),
    '/1': aPage(places, HEAD),
    '/app': aPage('<div id="app"></div>', HEAD),
  },
});
const browser = await launchChromium({ whole: true });
/** The lower quartile: whatever else the machine does only makes a round longer. */
const quartile = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 2]!;
const ms = (value: number): Figure => ({ value, unit: 'ms' });
const rows: TableRow[] = [];
const addRow = (says: string, figure: Figure): void => void rows.push({ says, cells: [figure] });
const goals: Row[] = [];

async function open(path: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(server.origin + path, { waitUntil: 'load' });
  await page.evaluate('globalThis.__name = (named) => named');
  if (path !== '/without' && path !== '/told') {
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/targets-')),
    );
  }
  // Work that the browser still does for a page that has just loaded is not measured.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 600)));
  return page;
}

for (const way of ['one by one', 'in one piece'] as const) {
  const times: Record<string, number[]> = { '/with': [], '/wall-less': [], '/told': [], '/without': [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const path of Object.keys(times)) {
      const page = await open(path);
      times[path]!.push(await timeAdding(page, way));
      await page.close();
    }
  }
  const [kept = 0, wallLess = 0, told = 0, bare = 0] = Object.values(times).map(quartile);
  const beyondBare = times['/with']!.map((time, round) => time - times['/without']![round]!);
  goals.push(figureOf(`${NODES.toLocaleString('en')} nodes added ${way}`, beyondBare, ['≤', 5], 'ms'));
  const beyond = (value: number): Figure => ms(Math.max(0, value - bare));
  addRow(`${NODES.toLocaleString('en')} nodes added ${way}, beyond the same page without the SDK`, beyond(kept));
  addRow('the same without walls', beyond(wallLess));
  addRow('the same by an observer that does nothing', beyond(told));
  addRow('the page without the SDK', ms(bare));
}

{
  const page = await open('/1');
  const times = await page.evaluate(changeRoutes, 60);
  for (const [turn, says] of ['walls open', 'walls close'].entries()) {
    const some = times.filter((_, index) => index >= 10 && index % 2 !== turn);
    goals.push(figureOf(`a route change: all ${says}`, some, ['≤', 4], 'ms'));
    addRow(`a route change with ${FEATURES} features: all ${says}`, ms(quartile(some)));
  }
  await page.close();
}

{
  const page = await browser.newPage();
  const client = await page.createCDPSession();
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.evaluateOnNewDocument(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
      buffered: true,
    });
  });
  await page.goto(`${server.origin}/1`, { waitUntil: 'load' });
  await page.evaluate('globalThis.__name = (named) => named');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
  const atStart = (await page.evaluate('long.splice(0)')) as number[];
  await page.evaluate(async () => {
    for (let turn = 0; turn < 20; turn++) {
      history.pushState(null, '', turn % 2 ? `/${turn}` : `/free/${turn}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  });
  const later = (await page.evaluate('long')) as number[];
  const longest = (tasks: readonly number[]): Figure => ms(Math.max(0, ...tasks));
  addRow('the longest task over 50 ms at 4 times CPU slow-down: the page is opened', longest(atStart));
  addRow('the longest task over 50 ms at 4 times CPU slow-down: 20 route changes', longest(later));
  goals.push(
    figureOf('long tasks at 4 times CPU slow-down: the page is opened', [atStart.length], ['≤', 0], 'tasks'),
    figureOf('long tasks at 4 times CPU slow-down: 20 route changes', [later.length], ['≤', 0], 'tasks'),
  );
  await page.close();
}

{
  const page = await open('/app');
  const client = await page.createCDPSession();
  const heap = async (): Promise<number> => {
    await client.send('HeapProfiler.enable');
    for (let turn = 0; turn < 3; turn++) await client.send('HeapProfiler.collectGarbage');
    return (await page.metrics()).JSHeapUsedSize!;
  };
  // As many changes come before: meanwhile the engine compiles what runs often, and fills its list of long tasks, which ends.
  await page.evaluate(routeAround, ROUTES, FEATURES);
  const before = await heap();
  await page.evaluate(routeAround, ROUTES, FEATURES);
  const after = await heap();
  const says = `heap after ${ROUTES.toLocaleString('en')} more route changes, of that before`;
  goals.push(rowOf(says, [after / before], ['≤', 1.05]));
  addRow(`heap after the first ${ROUTES.toLocaleString('en')} route changes that replace all features and targets`, {
    ...{ value: before / 1e6, unit: 'MB' },
  });
  addRow('the same after as many again, more', { value: (after - before) / 1000, unit: 'kB' });
  await page.close();
}
{
  const { kept, targeted, bare } = await measureStream(browser);
  goals.push(figureOf('8,000 nodes that stream in under a kept beginning', [kept - bare], ['≤', 50], 'ms'));
  addRow(
    '8,000 nodes that stream in under a kept beginning: script, beyond the same page without the SDK',
    ms(kept - bare),
  );
  addRow('the same in a target', ms(targeted - bare));
}
const version = await browser.version();
await browser.close();

await report('life', {
  rounds: `lower quartiles of ${ROUNDS} interleaved rounds, each in a new page`,
  browser: version,
  tables: [
    {
      title: 'Keeping a page right',
      about: 'Added nodes are measured by the clock of the page’s thread, the other rows by the wall.',
      columns: [{ title: 'measured' }],
      rows,
    },
  ],
  goals,
});

/** Milliseconds that the page's thread works, by its own clock, until all that follows from adding is done. */
async function timeAdding(page: Page, way: string): Promise<number> {
  await page.tracing.start({
    categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'],
  });
  await page.evaluate(addNodes, NODES, way);
  const { traceEvents } = JSON.parse(Buffer.from((await page.tracing.stop())!).toString()) as {
    traceEvents: { name: string; tid: number; ts: number; dur?: number; tdur?: number }[];
  };
  const mark = traceEvents.find(({ name }) => name === 'adding')!;
  const task = traceEvents.find(
    ({ name, tid, ts, dur = 0 }) =>
      name.endsWith('RunTask') && tid === mark.tid && ts <= mark.ts && mark.ts <= ts + dur,
  )!;
  return task.tdur! / 1000;
}

/** Runs in the page. Observers are called before the task ends that adds. */
function addNodes(count: number, way: string): Promise<void> {
  return new Promise((done) => {
    setTimeout(() => {
      performance.mark('adding');
      const main = document.querySelector('main')!;
      const root = document.createElement('div');
      if (way === 'one by one') main.append(root);
      for (let index = 0; index < count; index++) {
        const node = document.createElement('p');
        node.className = 'item';
        root.append(node);
      }
      if (way !== 'one by one') main.append(root);
      setTimeout(done, 20);
    }, 30);
  });
}

async function changeRoutes(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const begun = performance.now();
    history.pushState(null, '', turn % 2 ? `/${turn}` : `/free/${turn}`);
    times.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done, 30));
  }
  return times;
}

async function routeAround(count: number, features: number): Promise<void> {
  const app = document.querySelector('#app')!;
  for (let turn = 0; turn < count; turn++) {
    history.pushState(null, '', turn % 2 ? `/${turn % 10}` : `/free/${turn % 10}`);
    const parts: Node[] = Array.from({ length: features }, (_, index) => {
      const place = document.createElement('zephr-feature');
      place.setAttribute('feature', `f${index}`);
      place.textContent = `Part ${index} of ${turn}`;
      return place;
    });
    const story = document.createElement('div');
    story.className = 'story';
    const body = document.createElement('div');
    body.className = 'body';
    body.textContent = 'A story';
    story.append(body);
    app.replaceChildren(
      ...parts,
      story,
      document.createComment(' ZEPHR_FEATURE body '),
      document.createTextNode('A part'),
      document.createComment(' ZEPHR_FEATURE_END body '),
    );
    await new Promise((done) => setTimeout(done));
  }
  app.replaceChildren();
  await new Promise((done) => setTimeout(done, 500));
}
