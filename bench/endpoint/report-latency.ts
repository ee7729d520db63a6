import { printTable } from '../rules/print-table.js';
import { median, quantile } from '../rules/statistics.js';
import { loadEvenly } from './load-evenly.js';
import { asking } from './load.js';
import { ALGORITHMS, makeTokens } from './make-tokens.js';
import type { Effort, Rates } from './report-rates.js';
import { startServer } from './start-server.js';

/** Prints how long an answer takes at half the load that the endpoint can bear. */
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
  console.log('#### Milliseconds to an answer at half that load\n');
  printTable(
    ['', 'requests a second', 'median', '99th percentile'],
    found.map(({ alg, rate, p50, p99 }) => [
      alg,
      Math.round(rate).toLocaleString('en-GB'),
      median(p50).toFixed(1),
      median(p99).toFixed(1),
    ]),
  );
}
