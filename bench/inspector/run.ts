/**
 * How long the inspector takes to open on a page with 200 features: `npm run bench:inspector`. From the call that opens it, its
 * file being loaded, to the frame that paints it; and how much time of the processor the main thread took.
 */
import { report } from '../report.js';
import { figureOf } from '../row.js';
import { median } from '../rules/statistics.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';

const FEATURES = 200;
const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const GOAL_MS = 100;
const TIMEOUT_MS = 60_000;

const ids = Array.from({ length: FEATURES }, (_, index) => `feature-${index}`);
const config = JSON.stringify({
  version: 1,
  features: Object.fromEntries(
    ids.map((id) => [id, { title: `Title of ${id}`, rules: { anonymous: { id: 'wall', content: 'hide' } } }]),
  ),
});
const places = ids.map((id) => `<zephr-feature feature="${id}"><p>Words</p></zephr-feature>`).join('');
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Many features</title><link rel="icon" href="data:,">
<script src="/zephr.js" data-config="/zephr.json"></script></head><body><main>${places}</main></body></html>`;

const server = await serve({
  folder: 'dist',
  routes: {
    '/': page,
    '/zephr.json': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(config),
  },
});
const browser = await launchChromium({ whole: true });
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1280, height: 900 });
  await tab.goto(`${server.origin}/?zephr-debug`);
  await tab.waitForFunction(
    (count) => document.querySelector('zephr-inspector')?.shadowRoot?.querySelectorAll('.row').length === count,
    { timeout: TIMEOUT_MS },
    FEATURES,
  );
  await tab.evaluate(() => {
    (globalThis as unknown as { inspector: Element }).inspector = document.querySelector('zephr-inspector')!;
  });
  const session = await tab.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  const painted: number[] = [];
  const worked: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = await busy();
    const took = await tab.evaluate(async () => {
      type Inspector = Element & { open(): void; close(): void; page: unknown };
      const first = (globalThis as unknown as { inspector: Inspector }).inspector;
      first.close();
      // One that has rendered nothing yet.
      const inspector = document.createElement('zephr-inspector') as unknown as Inspector;
      inspector.page = first.page;
      await new Promise(requestAnimationFrame);
      const begin = performance.now();
      inspector.open();
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      const end = performance.now();
      const rows = inspector.shadowRoot!.querySelectorAll('.row').length;
      inspector.close();
      return { ms: end - begin, rows };
    });
    if (took.rows !== FEATURES) throw new Error(`It has ${took.rows} rows.`);
    painted.push(took.ms);
    worked.push((await busy()) - before);
  }
  await report('inspector', {
    rounds: `medians of ${ROUNDS} rounds`,
    browser: await browser.version(),
    tables: [
      {
        title: `The inspector on a page with ${FEATURES} features`,
        about: 'From the call that opens it, its file being loaded.',
        columns: [{ title: 'found', unit: 'ms', digits: 1 }],
        rows: [
          { says: 'open to the frame that paints it', cells: [median(painted)] },
          { says: 'least of the rounds', cells: [Math.min(...painted)] },
          { says: 'main thread busy, opened and closed', cells: [median(worked)] },
        ],
      },
    ],
    goals: [figureOf('open to the frame that paints it', painted, ['≤', GOAL_MS], 'ms')],
  });
} finally {
  await browser.close();
  await server.close();
}
