import { report } from '../../report.js';
import { figureOf, rowOf, type Row } from '../../row.js';
import { quantile, median } from '../../rules/statistics.js';
import { load, rateOf } from '../load.js';
import { loadEvenly } from '../load-evenly.js';
import { describeRounds, type Effort } from '../report-rates.js';
import { makeRequests, type BesideRequests } from './make-requests.js';
import { startContestants, type Contestant, type ContestantName } from './start-contestants.js';

/** Those that verify at a rate of the same order; Express takes some 20 times as long. */
const COMPARED = ['serve', 'fastify', 'hono'] as const satisfies readonly ContestantName[];
const SAYS: Readonly<Record<(typeof COMPARED)[number], string>> = {
  serve: '`zephr serve`',
  fastify: 'Fastify, @fastify/jwt',
  hono: 'Hono, jose',
};
/** Of all requests those after which a server has compiled its code and filled its caches. */
const WARM_SHARE = 0.2;
/** Growth of the heap in megabytes that a garbage collection leaves by chance. */
const HEAP_NOISE_MB = 1;

/** A server that is measured. */
interface Found {
  readonly who: (typeof COMPARED)[number];
  readonly says: string;
  readonly url: string;
  /** Requests a second: half of what a server answers at full load. */
  readonly rate: number;
  /** Milliseconds to an answer at that rate, one a round. */
  readonly p50: number[];
  readonly p99: number[];
}

/** Megabytes after many requests. */
interface Held {
  readonly heap: number;
  readonly resident: number;
  /** Growth of the heap since the first fifth of the requests. */
  readonly growth: number;
}

/**
 * Reports how `zephr serve` and its peers hold up, by turns: at half of the rate of each, and over many requests. Load and server
 * share the machine, so that more requests a second delay all of them: `zephr serve` is held against Fastify at the same rate, too.
 */
export async function reportSteady(effort: Effort): Promise<void> {
  const { rounds, seconds, requests: count } = effort;
  const { verify } = await makeRequests();
  const sent = verify.HS256;
  const contestants = await startContestants();
  const found: Found[] = [];
  const held: Held[] = [];
  try {
    for (const who of COMPARED) found.push(await findRate(who, contestants[who], sent, seconds));
    const [serve, fastify] = found as [Found, Found];
    found.push({ ...serve, says: `${serve.says} at the rate of Fastify`, rate: fastify.rate, p50: [], p99: [] });
    // The first round is for warming up.
    for (let round = -1; round < rounds; round++)
      for (const { url, rate, p50, p99 } of found) {
        const took = await loadEvenly(url, sent, { rate, seconds });
        if (round < 0) continue;
        p50.push(quantile(took, 0.5));
        p99.push(quantile(took, 0.99));
      }
    for (const { who, url } of found.slice(0, COMPARED.length))
      held.push(await weighAlong(contestants[who], url, sent, count));
  } finally {
    await Promise.all(Object.values(contestants).map((one) => one[Symbol.asyncDispose]()));
  }
  const ms = (title: string) => ({ title, unit: 'ms', digits: 2 });
  const megabytes = (title: string) => ({ title, unit: 'MB', digits: 1 });
  await report('endpoint-steady', {
    rounds: describeRounds({ rounds, seconds }),
    tables: [
      {
        title: `Verification (HS256) at half of each server’s own rate, and memory over ${count.toLocaleString('en-GB')} requests`,
        columns: [
          { title: 'requests a second', digits: 0 },
          ...[ms('median'), ms('99th percentile')],
          ...[megabytes('heap'), megabytes('its growth'), megabytes('resident')],
        ],
        rows: found.map(({ says, rate, p50, p99 }, index) => {
          const { heap = null, growth = null, resident = null } = held[index] ?? {};
          return { says, cells: [rate, median(p50), median(p99), heap, growth, resident] };
        }),
      },
    ],
    goals: toGoals(found, held),
  });
}

/** An answer takes no longer than Fastify's, and the heap grows no more than Fastify's. */
function toGoals(found: readonly Found[], held: readonly Held[]): Row[] {
  const [own, fastify, , same] = found as [Found, Found, Found, Found];
  const ratios = (of: Found): number[] => of.p99.map((time, round) => time / fastify.p99[round]!);
  const growth = Math.max(held[0]!.growth - Math.max(held[1]!.growth, 0), 0);
  return [
    rowOf('99th percentile, `zephr serve` of Fastify, each at half of its own rate', ratios(own), ['≤', 1]),
    rowOf('the same, both at half of the rate of Fastify', ratios(same), ['≤', 1]),
    figureOf('growth of the heap, `zephr serve` more than Fastify', [growth], ['≤', HEAP_NOISE_MB], 'MB'),
  ];
}

async function findRate(
  who: Found['who'],
  contestant: Contestant,
  sent: BesideRequests['decide'],
  seconds: number,
): Promise<Found> {
  const url = contestant.urlOf('HS256');
  await load(url, sent, { seconds });
  const rate = rateOf(await load(url, sent, { seconds })) / 2;
  return { who, says: SAYS[who], url, rate, p50: [], p99: [] };
}

async function weighAlong(
  contestant: Contestant,
  url: string,
  sent: BesideRequests['decide'],
  count: number,
): Promise<Held> {
  await load(url, sent, { requests: count * WARM_SHARE });
  const before = await contestant.weigh();
  await load(url, sent, { requests: count * (1 - WARM_SHARE) });
  const after = await contestant.weigh();
  return { heap: after.heap / 1e6, resident: after.resident / 1e6, growth: (after.heap - before.heap) / 1e6 };
}
