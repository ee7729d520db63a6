import { Agent, request as send } from 'node:http';
import type { Request } from 'autocannon';
import { report } from '../report.js';
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

/** Reports how long each kind of malformed request takes beside a good one, and what it is answered. */
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
  const turns = Math.round(count / 1000);
  for (let round = -1; round < rounds; round++) {
    const took: Record<string, number[]> = {};
    for (let turn = 0; turn < turns; turn++) {
      for (const [name, requests] of Object.entries(kinds)) {
        const seen = await ask(url, requests[turn % requests.length]!);
        found[name]!.statuses.add(seen.status);
        (took[name] ??= []).push(seen.took);
      }
    }
    if (round >= 0) for (const [name, all] of Object.entries(took)) found[name]!.medians.push(median(all));
  }
  const reference = found['a good request']!.medians;
  const byKind = {
    title: 'Time to an answer, one request after the other, by what is wrong with it',
    about: 'In brackets, as many times what a good one takes.',
    columns: [{ title: 'status' }, { title: 'median', unit: 'ms', digits: 3 }],
    rows: Object.entries(found).map(([name, { statuses, medians }]) => {
      const ratio = median(medians.map((value, round) => value / reference[round]!));
      return { says: name, cells: [[...statuses].sort().join(', '), { value: median(medians), ratio }] };
    }),
  };

  const bad = Object.values(MALFORMED);
  const mixed = good.map((request, index) => (index % 10 === 9 ? bad[((index - 9) / 10) % bad.length]! : request));
  const { statusCodeStats } = await load(url, mixed, { seconds: seconds * 2 });
  const byStatus = {
    title: 'Answers by status, as fast as it goes, one request in ten malformed',
    columns: [{ title: 'answers' }],
    rows: Object.entries(statusCodeStats).map(([status, entry]) => ({ says: status, cells: [entry?.count ?? 0] })),
  };
  await report('endpoint-malformed', {
    rounds: `medians of ${rounds} rounds of ${turns} requests of each kind by turns`,
    tables: [byKind, byStatus],
  });
  agent.destroy();
}
