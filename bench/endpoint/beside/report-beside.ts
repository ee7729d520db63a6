import { printTable, times } from '../../rules/print-table.js';
import { median, quantile } from '../../rules/statistics.js';
import { CONNECTIONS, load, type Amount } from '../load.js';
import type { MeasuredAlgorithm } from '../make-tokens.js';
import type { Effort } from '../report-rates.js';
import { makeRequests, STRANGERS, type BesideRequests } from './make-requests.js';
import { CONTESTANTS, startContestants, type Contestant, type ContestantName } from './start-contestants.js';

const VERIFIERS = CONTESTANTS;
/** Express takes some 20 times as long, which the other rows show. */
const FAST = ['serve', 'function', 'fastify', 'fastify-cache', 'hono'] as const;
const OURS = ['serve'] as const;

/** What one row measures: the requests of it, and who answers them. */
interface Measure {
  readonly says: string;
  readonly algorithm: MeasuredAlgorithm;
  readonly route: 'verify' | 'decide' | 'usage' | 'keys';
  readonly contestants: readonly ContestantName[];
  /** Each token is sent once. */
  readonly isStrange?: boolean;
  /** Least ratio of `zephr serve` to `beside`. */
  readonly goal?: number;
  /** Default: Fastify in the same row. */
  readonly beside?: 'verify HS256';
}

const MEASURES = {
  'verify HS256': { says: 'verify, HS256', algorithm: 'HS256', route: 'verify', contestants: VERIFIERS, goal: 1 },
  'verify ES256': { says: 'verify, ES256', algorithm: 'ES256', route: 'verify', contestants: VERIFIERS, goal: 1 },
  decide: {
    ...{ says: 'decide, three features', algorithm: 'HS256', route: 'decide', contestants: OURS },
    ...{ goal: 0.75, beside: 'verify HS256' },
  },
  usage: {
    ...{ says: 'usage, one view', algorithm: 'HS256', route: 'usage', contestants: OURS },
    ...{ goal: 0.75, beside: 'verify HS256' },
  },
  keys: {
    ...{ says: 'keys, one seal', algorithm: 'HS256', route: 'keys', contestants: OURS },
    ...{ goal: 0.75, beside: 'verify HS256' },
  },
  'first HS256': {
    ...{ says: 'verify, HS256, each token once', algorithm: 'HS256', route: 'verify', contestants: FAST },
    isStrange: true,
  },
  'first ES256': {
    ...{ says: 'verify, ES256, each token once', algorithm: 'ES256', route: 'verify', contestants: FAST },
    isStrange: true,
  },
} as const satisfies Readonly<Record<string, Measure>>;

type MeasureName = keyof typeof MEASURES;
const NAMES = Object.keys(MEASURES) as MeasureName[];

/** Answers for a second of CPU time, one a round. */
type Rates = Readonly<Record<MeasureName, Partial<Record<ContestantName, number[]>>>>;

/** One row of the result. */
export interface BesideRow {
  readonly measure: MeasureName;
  /** Medians of answers for a second of CPU time. */
  readonly perCpuSecond: Partial<Record<ContestantName, number>>;
  readonly goal: number | null;
  /** Median of `zephr serve` beside what the goal names, in the same round. */
  readonly ratio: number;
  /** Half of the range of the middle half of these ratios. */
  readonly noise: number;
  /** Whether the goal is missed by more than the noise. */
  readonly isMissed: boolean;
}

/** Measures the endpoint and its peers by turns, for a second of CPU time of the server each. */
export async function measureBeside({ rounds, seconds }: Effort): Promise<readonly BesideRow[]> {
  const requests = await makeRequests();
  const contestants = await startContestants();
  const rates = Object.fromEntries(NAMES.map((name) => [name, {}])) as Rates;
  try {
    // The first round is for warming up.
    for (let round = -1; round < rounds; round++) {
      for (const name of NAMES) {
        const measure: Measure = MEASURES[name];
        const sent = requestsOf(measure, requests);
        for (const who of measure.contestants) {
          const amount = measure.isStrange ? { requests: STRANGERS } : { seconds };
          const rate = await measureOne(contestants[who], measure, sent, amount);
          if (round >= 0) (rates[name][who] ??= []).push(rate);
        }
      }
    }
  } finally {
    await Promise.all(Object.values(contestants).map((one) => one[Symbol.asyncDispose]()));
  }
  return NAMES.map((name) => toRow(name, rates));
}

function requestsOf({ route, algorithm, isStrange }: Measure, requests: BesideRequests): BesideRequests['decide'] {
  if (route !== 'verify') return requests[route];
  return isStrange ? requests.strange(algorithm) : requests.verify[algorithm];
}

async function measureOne(
  contestant: Contestant,
  { algorithm, route }: Measure,
  requests: BesideRequests['decide'],
  amount: Amount,
): Promise<number> {
  const before = await contestant.readCpu();
  const result = await load(contestant.urlOf(algorithm, route), requests, amount);
  const used = (await contestant.readCpu()) - before;
  if (result.statusCodeStats['200']?.count !== result.requests.total) throw new Error('Every answer must be 200.');
  return result.requests.total / used;
}

function toRow(name: MeasureName, rates: Rates): BesideRow {
  const { goal, beside }: Measure = MEASURES[name];
  const perCpuSecond = Object.fromEntries(
    Object.entries(rates[name]).map(([who, all]) => [who, Math.round(median(all))]),
  );
  const other = beside ? rates[beside].serve! : rates[name].fastify!;
  const ratios = rates[name].serve!.map((rate, round) => rate / other[round]!);
  const noise = (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / 2;
  const ratio = median(ratios);
  const isMissed = goal !== undefined && ratio + noise < goal;
  return { measure: name, perCpuSecond, goal: goal ?? null, ratio, noise, isMissed };
}

const SAYS: Readonly<Record<ContestantName, string>> = {
  serve: '`zephr serve`',
  function: '`createEndpoint`',
  fastify: 'Fastify, @fastify/jwt',
  'fastify-cache': 'the same, `cache: true`',
  hono: 'Hono, jose',
  express: 'Express, jsonwebtoken',
};

/** Prints answers for a second of CPU time. */
export function reportBeside(rows: readonly BesideRow[], { rounds, seconds }: Effort): void {
  console.log(
    `#### Answers for a second of CPU time (${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, by turns)\n`,
  );
  printTable(
    ['', ...CONTESTANTS.map((name) => SAYS[name]), 'ratio', 'goal'],
    rows.map(({ measure, perCpuSecond, goal, ratio, noise, isMissed }) => [
      MEASURES[measure].says,
      ...CONTESTANTS.map((name) => perCpuSecond[name]?.toLocaleString('en-GB') ?? ''),
      `${times(ratio)} ±${noise.toFixed(2)}`,
      goal === null ? '' : `${goal.toFixed(2)}${isMissed ? ' missed' : ''}`,
    ]),
  );
}
