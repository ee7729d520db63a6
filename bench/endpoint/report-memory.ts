import { printTable } from '../rules/print-table.js';
import { asking, load } from './load.js';
import { makeTokens } from './make-tokens.js';
import { MALFORMED } from './malformed.js';
import type { Effort } from './report-rates.js';
import { startServer } from './start-server.js';

const PARTS = 10;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Prints the server's memory, garbage collected, along a long run of requests, one in ten of them malformed. */
export async function reportMemory({ requests: count }: Effort): Promise<void> {
  await using endpoint = await startServer('endpoint');
  const bad = Object.entries(MALFORMED)
    // Its connection is closed in the middle of the body.
    .filter(([name]) => name !== 'a body of 1 MB')
    .map(([, request]) => request);
  const requests = makeTokens('HS256').map((token, index) =>
    index % 10 === 9 ? bad[((index - 9) / 10) % bad.length]! : asking(token),
  );
  const rows: string[][] = [];
  for (let part = 0; part <= PARTS; part++) {
    if (part > 0) await load(endpoint.url, requests, { requests: count / PARTS });
    const { heap, resident } = await endpoint.weigh();
    rows.push([Math.round((part * count) / PARTS).toLocaleString('en-GB'), megabytes(heap), megabytes(resident)]);
  }
  console.log('#### Memory of the server, MB, one request in ten malformed\n');
  printTable(['requests', 'heap', 'resident'], rows);
}
