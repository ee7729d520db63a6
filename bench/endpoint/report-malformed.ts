import { Agent, request as send } from 'node:http';
import type { Request } from 'autocannon';
import { printTable, times } from '../rules/print-table.js';
import { median } from '../rules/statistics.js';
import { asking, load } from './load.js';
import { makeTokens } from './make-tokens.js';
import { MALFORMED } from './malformed.js';
import type { Effort } from './report-rates.js';
import { startServer } from './start-server.js';

/** The outcome of one request. */
interface Seen {
  readonly status: number;
  /** Milliseconds. */
  readonly took: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(url: string, { method = 'POST', path, headers = {}, body }: Request): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const address = new URL(path ?? url, url);
    let status = 0;
    const sent = send(address, { method, headers, agent }, (response) => {
      status = response.statusCode!;
      response.resume();
      response.once('end', () => resolve({ status, took: performance.now() - begun }));
    });
    // A body that is too large is not waited for: its answer may come before all of it is sent.
    sent.once('error', (error) => (status ? resolve({ status, took: performance.now() - begun }) : reject(error)));
    sent.end(body);
  });
}

/** Prints how long each kind of malformed request takes beside a good one, and what it is answered. */
export async function reportMalformed({ rounds, seconds, requests: count }: Effort): Promise<void> {
  await using endpoint = await startServer('endpoint');
  const { url } = endpoint;
  const good = makeTokens('HS256').map(asking);
  const kinds: Readonly<Record<string, readonly Request[]>> = {
    'a good request': good,
    ...Object.fromEntries(Object.entries(MALFORMED).map(([name, request]) => [name, [request]])),
  };
  const found = Object.fromEntries(
    Object.keys(kinds).map((name) => [name, { statuses: new Set<number>(), medians: [] as number[] }]),
  );
  const times_ = Math.round(count / 1000);
  for (let round = -1; round < rounds; round++) {
    const took: Record<string, number[]> = {};
    for (let turn = 0; turn < times_; turn++) {
      for (const [name, requests] of Object.entries(kinds)) {
        const seen = await ask(url, requests[turn % requests.length]!);
        found[name]!.statuses.add(seen.status);
        (took[name] ??= []).push(seen.took);
      }
    }
    if (round >= 0) for (const [name, all] of Object.entries(took)) found[name]!.medians.push(median(all));
  }
  console.log(`#### Milliseconds to an answer, one request after the other, by what is wrong with it\n`);
  const reference = found['a good request']!.medians;
  printTable(
    ['', 'status', 'median', 'beside a good one'],
    Object.entries(found).map(([name, { statuses, medians }]) => [
      name,
      [...statuses].sort().join(', '),
      median(medians).toFixed(3),
      times(median(medians.map((value, round) => value / reference[round]!))),
    ]),
  );

  const bad = Object.values(MALFORMED);
  const mixed = good.map((request, index) => (index % 10 === 9 ? bad[((index - 9) / 10) % bad.length]! : request));
  const { statusCodeStats } = await load(url, mixed, { seconds: seconds * 2 });
  const codes = Object.entries(statusCodeStats).map(([status, entry]) => `${status}: ${entry?.count ?? 0}`);
  console.log(`As fast as it goes, one in ten malformed: answers by status ${codes.join(', ')}.\n`);
  agent.destroy();
}
