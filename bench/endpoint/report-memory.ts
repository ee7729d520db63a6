import { report } from '../report.js';
import { writeNumber, type TableRow } from '../table.js';
import { asking, load } from './load.js';
import { makeTokens } from './make-tokens.js';
import { MALFORMED } from './malformed.js';
import type { Effort } from './report-rates.js';
import { startServer } from './start-server.js';

const PARTS = 10;

/** Reports the server's memory, garbage collected, along a long run of requests, one in ten of them malformed. */
export async function reportMemory({ requests: count }: Effort): Promise<void> {
  await using endpoint = await startServer('endpoint');
  const bad = Object.entries(MALFORMED)
    // Its connection is closed in the middle of the body.
    .filter(([name]) => name !== 'a body of 1 MB')
    .map(([, request]) => request);
  const requests = makeTokens('HS256').map((token, index) =>
    index % 10 === 9 ? bad[((index - 9) / 10) % bad.length]! : asking(token),
  );
  const rows: TableRow[] = [];
  for (let part = 0; part <= PARTS; part++) {
    if (part > 0) await load(endpoint.url, requests, { requests: count / PARTS });
    const { heap, resident } = await endpoint.weigh();
    rows.push({ says: writeNumber((part * count) / PARTS, 0), cells: [heap / 1e6, resident / 1e6] });
  }
  const table = {
    title: 'Memory of the server by requests answered, one request in ten malformed',
    columns: ['heap', 'resident'].map((title) => ({ title, unit: 'MB', digits: 1 })),
    rows,
  };
  await report('endpoint-memory', { rounds: 'one run, garbage collected', tables: [table] });
}
