/**
 * The time that a reader waits, beside the limits and the peers: `npm run bench:page`.
 *
 * Every contestant is served by one server on loopback, compressed with brotli 11, and loaded by one browser, the CPU slowed
 * down and the network shaped by a line of its own, by turns, so that noise of the machine falls on all of them. A new reader has a cold
 * cache; one who returns has the scripts and styles, compiled, and asks for the document and the config again. Medians over the
 * rounds; times are milliseconds from navigation. `PAGE=bare` leaves out the HTML and styles of a usual page, `ROUNDS` says how
 * many rounds there are, `NETWORK=cable` and `READER=new` choose tables. Painting is measured to a frame of 17 ms; setting up a
 * connection costs nothing here.
 */
import { launchChromium } from '../../test/support/launch-chromium.js';
import { reportGoals } from '../row.js';
import { median } from '../rules/statistics.js';
import { NETWORKS, READERS, ROUNDS, SERVER_TIME, SLOW_DOWN } from './conditions.js';
import { makeContest } from './contestants.js';
import { goalsOfPages, type Series } from './goals.js';
import { loadPage, type Load } from './load-page.js';
import { PAGE } from './make-page.js';
import { serveCompressed } from './serve-compressed.js';

const { contestants, routes } = await makeContest();
await using server = await serveCompressed();
for (const [path, answer] of Object.entries(routes)) server.route(path, answer);
const browser = await launchChromium({ whole: true });
const version = await browser.version();
const all: readonly Series[] = READERS.flatMap((reader) =>
  NETWORKS.map((network) => ({
    ...{ network, reader },
    rows: contestants
      .filter(({ isPeer }) => reader === 'new' || !isPeer)
      .map((contestant) => ({ contestant, loads: [] })),
  })),
);
try {
  // The first round warms up the browser and the server.
  for (let round = -1; round < ROUNDS; round++) {
    for (const { network, reader, rows } of all) {
      for (const { contestant, loads } of rows) {
        const load = await loadPage(browser, server, contestant, network, { isReturning: reader === 'returning' });
        if (round >= 0) loads.push(load);
      }
    }
  }
} finally {
  await browser.close();
}

console.log(
  `A ${PAGE} page, medians of ${ROUNDS} interleaved rounds, ${version}, CPU slowed down ${SLOW_DOWN} times; ` +
    `a server that has to work something out takes ${SERVER_TIME} ms. In brackets as many times what the page with an ` +
    'empty script tag takes, and the one without.',
);
for (const { network, reader, rows } of all) {
  for (const wish of ['wall', 'story'] as const) {
    console.log(`\n${network.says}, a ${reader} reader, until the ${wish} is painted\n`);
    printTable(rows.filter(({ contestant }) => contestant.wish === wish));
  }
}
reportGoals(goalsOfPages(all));

function printTable(rows: Series['rows']): void {
  console.log(
    '| | decided | files there | painted | blocked | bytes | requests | shift |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  );
  const paintedBy = (index: number): number => median(rows[index]!.loads.map(({ painted }) => painted));
  const [still, empty] = [paintedBy(0), paintedBy(1)];
  for (const { contestant, loads } of rows) {
    const of = (key: keyof Omit<Load, 'problems'>): number => median(loads.map((load) => load[key]));
    const painted = of('painted');
    const cells = [
      contestant.says,
      of('decided') ? of('decided').toFixed(0) : '–',
      of('arrived').toFixed(0),
      `${painted.toFixed(0)} (${(painted / empty).toFixed(2)}×, ${(painted / still).toFixed(2)}×)`,
      `${of('blocked').toFixed(0)}`,
      of('bytes').toLocaleString('en'),
      of('requests').toFixed(0),
      of('shift').toFixed(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
