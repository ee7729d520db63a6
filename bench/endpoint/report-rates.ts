import { fileURLToPath } from 'node:url';
import { report } from '../report.js';
import { runProgram } from '../rules/run-program.js';
import { median, toFigure } from '../rules/statistics.js';
import type { Figure, Table } from '../table.js';
import { asking, CONNECTIONS, load, rateOf } from './load.js';
import { ALGORITHMS, makeTokens, TOKENS, type MeasuredAlgorithm } from './make-tokens.js';
import { startServer, type BenchServer } from './start-server.js';

/** How much is measured. */
export interface Effort {
  readonly rounds: number;
  /** Seconds of a round. */
  readonly seconds: number;
  /** Requests of a long run. */
  readonly requests: number;
}

/** Verifications a second by contestant and algorithm, one a round. */
export type Rates = Readonly<Record<Contestant, Readonly<Record<MeasuredAlgorithm, number[]>>>>;

const CONTESTANTS = ['endpoint', 'endpoint that signs', 'bare http', 'webcrypto', 'webcrypto, a CPU second'] as const;
type Contestant = (typeof CONTESTANTS)[number];

type Bare = Readonly<Record<MeasuredAlgorithm, { readonly perSecond: number; readonly perCpuSecond: number }>>;

/** Measures how many tokens a second are verified, each contestant in turn. */
export async function measureRates({ rounds, seconds }: Effort): Promise<Rates> {
  const rates = Object.fromEntries(CONTESTANTS.map((name) => [name, { HS256: [], ES256: [] }])) as unknown as Rates;
  await using endpoint = await startServer('endpoint');
  await using signing = await startServer('endpoint that signs');
  await using bare = await startServer('bare http');
  const servers: Partial<Record<Contestant, BenchServer>> = {
    endpoint,
    'endpoint that signs': signing,
    'bare http': bare,
  };
  const requests = { HS256: makeTokens('HS256').map(asking), ES256: makeTokens('ES256').map(asking) };
  const program = fileURLToPath(new URL('./programs/verify-barely.ts', import.meta.url));
  for (let round = -1; round < rounds; round++) {
    for (const alg of ALGORITHMS) {
      for (const [name, { url }] of Object.entries(servers)) {
        const result = await load(url, requests[alg], { seconds });
        if (result.statusCodeStats['200']?.count !== result.requests.total)
          throw new Error('Every answer must be 200.');
        // The first round is for warming up.
        if (round >= 0) rates[name as Contestant][alg].push(rateOf(result));
      }
    }
    const found = await runProgram<Bare>([program, String(seconds * 1000)], ['--import', 'tsx']);
    for (const alg of round >= 0 ? ALGORITHMS : []) {
      rates.webcrypto[alg].push(found[alg].perSecond);
      rates['webcrypto, a CPU second'][alg].push(found[alg].perCpuSecond);
    }
  }
  return rates;
}

const SAYS: Readonly<Record<Contestant, string>> = {
  endpoint: '`POST /zephr/verify`',
  'endpoint that signs': 'the same with an assertion',
  'bare http': 'a bare `node:http` server that verifies nothing: the limit for a server',
  webcrypto: '`crypto.subtle.verify`, 64 at a time, no server',
  'webcrypto, a CPU second': 'the same, for a second of CPU time',
};

/** Reports verifications a second. */
export async function reportRates(rates: Rates, effort: Effort): Promise<void> {
  const toCell = (name: Contestant, alg: MeasuredAlgorithm): Figure => {
    const all = rates[name][alg];
    const ratio = median(all.map((rate, round) => rate / rates.endpoint[alg][round]!));
    return { ...toFigure(all), ...(name !== 'endpoint' && { ratio }) };
  };
  const table: Table = {
    title: 'Verifications a second',
    about: `${CONNECTIONS} connections, ${TOKENS} tokens by turns. In brackets, as many times what the endpoint does.`,
    columns: ALGORITHMS.map((title) => ({ title, digits: 0 })),
    rows: CONTESTANTS.map((name) => ({ says: SAYS[name], cells: ALGORITHMS.map((alg) => toCell(name, alg)) })),
  };
  await report('endpoint-rate', { rounds: describeRounds(effort), tables: [table] });
}

/** Says how much is measured. */
export function describeRounds({ rounds, seconds }: Pick<Effort, 'rounds' | 'seconds'>): string {
  return `medians of ${rounds} interleaved rounds of ${seconds} s`;
}
