/** Starts an endpoint with a config, decides one feature, and tells what that took. Arguments: the file, the feature. */
import { readFile } from 'node:fs/promises';
import type { createEndpoint as CreateEndpoint } from '../../../src/endpoint/create-endpoint.js';
import type { EndpointCost } from '../report-node.js';

const { createEndpoint } = (await import(new URL('../../../dist/endpoint.mjs', import.meta.url).href)) as {
  createEndpoint: typeof CreateEndpoint;
};
const [file, feature] = process.argv.slice(2) as [string, string];
const config: unknown = JSON.parse(await readFile(file, 'utf8'));

async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const heap = (): number => {
  globalThis.gc!();
  return process.memoryUsage().heapUsed;
};
const before = heap();
let endpoint!: ReturnType<typeof createEndpoint>;
const start = await cpuOf(() => {
  endpoint = createEndpoint({ config, secret: 'x'.repeat(64), rateLimit: false, log: () => undefined } as never);
});
const headers = { 'content-type': 'application/json' };
const decide = async (): Promise<void> => {
  const body = JSON.stringify({ features: [feature] });
  const answer = await endpoint(new Request('https://news.example/zephr/decide', { method: 'POST', headers, body }));
  if (answer.status !== 200) throw new Error(await answer.text());
  await answer.arrayBuffer();
};
const first = await cpuOf(decide);
const TIMES = 2000;
const later = await cpuOf(async () => {
  for (let time = 0; time < TIMES; time++) await decide();
});
const cost: EndpointCost = { start, first, later: later / TIMES, heap: heap() - before };
console.log(JSON.stringify(cost));
