import { report } from '../report.js';
import { median, quantile, toFigure } from '../rules/statistics.js';
import type { Column, Table } from '../table.js';
import { loadEvenly } from './load-evenly.js';
import { asking } from './load.js';
import { ALGORITHMS, makeTokens } from './make-tokens.js';
import { describeRounds, type Effort, type Rates } from './report-rates.js';
import { startServer } from './start-server.js';

/** Reports how long an answer takes at half the load that the endpoint can bear. */
export async function reportLatency(rates: Rates, { rounds, seconds }: Effort): Promise<void> {
  await using endpoint = await startServer('endpoint');
  const found = ALGORITHMS.map((alg) => ({
    alg,
    rate: median(rates.endpoint[alg]) / 2,
    requests: makeTokens(alg).map(asking),
    p50: [] as number[],
    p99: [] as number[],
  }));
  for (let round = -1; round < rounds; round++) {
    for (const { requests, rate, p50, p99 } of found) {
      const took = await loadEvenly(endpoint.url, requests, { seconds, rate });
      if (round < 0) continue;
      p50.push(quantile(took, 0.5));
      p99.push(quantile(took, 0.99));
    }
  }
  const ms = (title: string): Column => ({ title, unit: 'ms', digits: 1 });
  const table: Table = {
    title: 'Time to an answer at half that load, from when it was due',
    columns: [{ title: 'requests a second', digits: 0 }, ms('median'), ms('99th percentile')],
    rows: found.map(({ alg, rate, p50, p99 }) => ({ says: alg, cells: [rate, toFigure(p50), toFigure(p99)] })),
  };
  await report('endpoint-latency', { rounds: describeRounds({ rounds, seconds }), tables: [table] });
}
