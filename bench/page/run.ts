/**
 * The time that a reader waits, beside the limits and the peers: `npm run bench:page`.
 *
 * Every contestant is served by one server on loopback, compressed with brotli 11, and loaded by one browser with a
 * cold cache, the CPU slowed down and the network shaped by DevTools, by turns, so that noise of the machine falls on
 * all of them. Medians over the rounds; times are milliseconds from navigation. `PAGE=bare` leaves out the HTML and
 * styles of a usual page. Painting is measured to a frame of 17 ms; setting up a connection costs nothing here, as
 * DevTools delays answers only.
 */
import { launchChromium } from '../../test/support/launch-chromium.js';
import { median } from '../rules/statistics.js';
import { NETWORKS, ROUNDS, SERVER_TIME, SLOW_DOWN } from './conditions.js';
import { makeContest, type Contestant } from './contestants.js';
import { loadPage, type Load } from './load-page.js';
import { PAGE } from './make-page.js';
import { serveCompressed } from './serve-compressed.js';

const { contestants, routes } = await makeContest();
await using server = await serveCompressed();
for (const [path, answer] of Object.entries(routes)) server.route(path, answer);
const browser = await launchChromium({ whole: true });
const version = await browser.version();
const loads = new Map(NETWORKS.map((network) => [network, contestants.map(() => [] as Load[])] as const));
try {
  // The first round warms up the browser and the server.
  for (let round = -1; round < ROUNDS; round++) {
    for (const network of NETWORKS) {
      for (const [index, contestant] of contestants.entries()) {
        const load = await loadPage(browser, server, contestant, network);
        if (round >= 0) loads.get(network)![index]!.push(load);
      }
    }
  }
} finally {
  await browser.close();
}

console.log(
  `A ${PAGE} page, medians of ${ROUNDS} interleaved rounds, ${version}, CPU slowed down ${SLOW_DOWN} times, cold cache; ` +
    `a server that has to work something out takes ${SERVER_TIME} ms. In brackets as many times what the page with an ` +
    'empty script tag takes, and the one without.',
);
for (const [network, rows] of loads) {
  for (const wish of ['wall', 'story'] as const) {
    console.log(`\n${network.says}, until the ${wish} is painted\n`);
    const ours = contestants.flatMap((contestant, index) => (contestant.wish === wish ? [index] : []));
    printTable(ours.map((index) => [contestants[index]!, rows[index]!] as const));
  }
}

function printTable(rows: readonly (readonly [Contestant, readonly Load[]])[]): void {
  console.log(
    '| | decided | painted | blocked | bytes | requests | shift |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  const paintedBy = (index: number): number => median(rows[index]![1].map(({ painted }) => painted));
  const [still, empty] = [paintedBy(0), paintedBy(1)];
  for (const [{ says }, all] of rows) {
    const of = (key: keyof Load): number => median(all.map((load) => load[key]));
    const painted = of('painted');
    const cells = [
      says,
      of('decided') ? of('decided').toFixed(0) : '–',
      `${painted.toFixed(0)} (${(painted / empty).toFixed(2)}×, ${(painted / still).toFixed(2)}×)`,
      `${of('blocked').toFixed(0)}`,
      of('bytes').toLocaleString('en'),
      of('requests').toFixed(0),
      of('shift').toFixed(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
