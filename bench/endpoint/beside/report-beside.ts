import { report } from '../../report.js';
import { rowOf, type Row } from '../../row.js';
import { toFigure } from '../../rules/statistics.js';
import type { Table } from '../../table.js';
import { CONNECTIONS, load, type Amount } from '../load.js';
import type { MeasuredAlgorithm } from '../make-tokens.js';
import { describeRounds, type Effort } from '../report-rates.js';
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

/** Measures and reports the endpoint and its peers by turns: answers for a second of CPU time of the server. */
export async function reportBeside(effort: Effort): Promise<void> {
  const { rounds, seconds } = effort;
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
  const table: Table = {
    title: 'Answers for a second of CPU time of the server',
    about: `${CONNECTIONS} connections, by turns. Each token once is ${STRANGERS.toLocaleString('en-GB')} tokens a round.`,
    columns: CONTESTANTS.map((name) => ({ title: SAYS[name], digits: 0 })),
    rows: NAMES.map((name) => ({
      says: MEASURES[name].says,
      cells: CONTESTANTS.map((who) => (rates[name][who] ? toFigure(rates[name][who]) : null)),
    })),
  };
  await report('endpoint-beside', {
    rounds: describeRounds(effort),
    tables: [table],
    goals: NAMES.map((name) => toGoal(name, rates)),
  });
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

/** Rates of `zephr serve` beside those that the goal names, in the same round. */
function toGoal(name: MeasureName, rates: Rates): Row {
  const { says, goal, beside }: Measure = MEASURES[name];
  const other = beside ? rates[beside].serve! : rates[name].fastify!;
  const ratios = rates[name].serve!.map((rate, round) => rate / other[round]!);
  return rowOf(
    `${says}, \`zephr serve\` of ${beside ? MEASURES[beside].says : 'Fastify'}`,
    ratios,
    goal ? ['≥', goal] : null,
  );
}

const SAYS: Readonly<Record<ContestantName, string>> = {
  serve: '`zephr serve`',
  function: '`createEndpoint`',
  fastify: 'Fastify, @fastify/jwt',
  'fastify-cache': 'the same, `cache: true`',
  hono: 'Hono, jose',
  express: 'Express, jsonwebtoken',
};
