/**
 * The time that a reader waits, beside the limits and the peers: `npm run bench:page`.
 *
 * Every contestant is served by one server on loopback, compressed with brotli 11, and loaded by one browser, the CPU slowed
 * down and the network shaped by a line of its own, by turns, so that noise of the machine falls on all of them. A new reader
 * has a cold cache; one who returns has the scripts and styles, compiled, and asks for the document and the config again.
 * Medians over the rounds; times are milliseconds from navigation. `PAGE=bare` leaves out the HTML and styles of a usual page,
 * `ROUNDS` says how many rounds there are, `NETWORK=cable` and `READER=new` choose tables; `--save` keeps those of each in a
 * file. Painting is measured to a frame of 17 ms; setting up a connection costs nothing here.
 */
import { launchChromium } from '../../test/support/launch-chromium.js';
import { report } from '../report.js';
import { median } from '../rules/statistics.js';
import type { Table } from '../table.js';
import { NETWORKS, READERS, ROUNDS, SERVER_TIME, SLOW_DOWN, type Wish } from './conditions.js';
import { makeContest } from './contestants.js';
import { goalsOfPages, type Series } from './goals.js';
import { loadPage, type Load } from './load-page.js';
import { PAGE } from './make-page.js';
import { serveCompressed } from './serve-compressed.js';

/** The row that the goals hold the others against: the wall in the HTML, and for the story the page with an empty script tag. */
const BASES = { wall: 0, story: 1 } as const;

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

for (const series of all) {
  const { network, reader } = series;
  await report(`page-${network.says.split(':')[0]!.replaceAll(' ', '-').toLowerCase()}-${reader}`, {
    rounds: `medians of ${ROUNDS} interleaved loads`,
    browser: version,
    tables: (['wall', 'story'] as const).map((wish) => toTable(series, wish)),
    goals: goalsOfPages(series),
  });
}

function toTable({ network, reader, rows }: Series, wish: Wish): Table {
  const shown = rows.filter(({ contestant }) => contestant.wish === wish);
  const base = shown[BASES[wish]]!;
  const paintedBy = ({ loads }: (typeof shown)[number]): number => median(loads.map(({ painted }) => painted));
  return {
    title: `Until the ${wish} is painted, ${reader === 'new' ? 'a new reader' : 'a reader who returns'}, ${network.says}`,
    about:
      `A ${PAGE} page, the CPU slowed down ${SLOW_DOWN} times; a server that has to work something out takes ${SERVER_TIME} ms. ` +
      `In brackets, as many times what “${base.contestant.says}” takes.`,
    columns: [
      { title: 'decided', unit: 'ms', digits: 0 },
      { title: 'files there', unit: 'ms', digits: 0 },
      { title: 'painted', unit: 'ms', digits: 0 },
      { title: 'blocked', unit: 'ms', digits: 0 },
      { title: 'bytes' },
      { title: 'requests', digits: 0 },
      { title: 'shift' },
    ],
    rows: shown.map((row) => {
      const of = (key: keyof Omit<Load, 'problems'>): number => median(row.loads.map((load) => load[key]));
      const painted = { value: paintedBy(row), ...(row !== base && { ratio: paintedBy(row) / paintedBy(base) }) };
      const cells = [
        of('decided') || null,
        of('arrived'),
        painted,
        of('blocked'),
        of('bytes'),
        of('requests'),
        of('shift'),
      ];
      return { says: row.contestant.says, cells };
    }),
  };
}
