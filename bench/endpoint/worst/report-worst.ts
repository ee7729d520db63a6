import { generateKeyPairSync } from 'node:crypto';
import type { createEndpoint as CreateEndpoint, Endpoint } from '../../../src/endpoint/create-endpoint.js';
import { printTable } from '../../rules/print-table.js';
import { makeWorkload } from '../../rules/workload/make-workload.js';
import { SECRET } from '../make-tokens.js';
import { makeEveryNodeConfig } from './every-node-config.js';
import { MAX_REQUEST_BYTES, render, type Plan } from './request-plan.js';
import { searchWorst, type Measure, type SearchOptions } from './search-worst.js';

/** Most milliseconds of the thread for one request. */
const TARGET_MS = 20;
/** Requests that are printed. */
const SHOWN = 10;
/** Tries before a request counts as slower than the target. */
const LAST_TRIES = 40;
const CONNECTION = { address: '192.0.2.1' };
const MOMENT = Date.UTC(2026, 2, 2, 12);

/** A request among the slowest. */
interface Slow {
  readonly config: string;
  readonly plan: Plan;
  readonly ms: number;
  readonly bytes: number;
}

/**
 * Looks for the slowest request of at most 16 KiB and prints the ten slowest.
 *
 * @returns Whether all of them took at most the target.
 */
export async function reportWorst(options: SearchOptions): Promise<boolean> {
  const configs: Readonly<Record<string, object>> = {
    'every node': makeEveryNodeConfig(),
    'a site of 100 features': makeWorkload({ features: 100, conditions: 10 }).config,
  };
  const slow: Slow[] = [];
  for (const [name, config] of Object.entries(configs)) {
    const features = Object.keys((config as { features: object }).features);
    const measure = await createMeasure(config, features);
    for (const { plan } of (await searchWorst(measure, options)).slice(0, SHOWN * 2)) {
      const { bytes } = render(plan, features);
      slow.push({ config: name, plan, bytes, ms: await measure(plan, LAST_TRIES) });
    }
  }
  const slowest = slow.sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
  console.log(
    `#### Milliseconds of the slowest requests of at most ${MAX_REQUEST_BYTES} octets (seed ${options.seed})\n`,
  );
  printTable(
    ['route, kind, config', 'made of', 'octets', 'ms'],
    slowest.map(({ plan, config, bytes, ms }) => [
      `${plan.route}, ${plan.kind}, ${config}`,
      describeFills(plan),
      bytes.toLocaleString('en-GB'),
      ms.toFixed(2),
    ]),
  );
  const worst = slowest[0]!.ms;
  console.log(`The slowest request: ${worst.toFixed(2)} ms; at most ${TARGET_MS} ms.\n`);
  return worst <= TARGET_MS;
}

function describeFills({ fills, namesFeatures, isSigned }: Plan): string {
  const described = fills.map(({ place, start, unit, end }) => `${place} ${JSON.stringify([start, unit, end])}`);
  const all = [...described, ...(namesFeatures ? ['all features named'] : []), ...(isSigned ? ['a valid token'] : [])];
  return `\`${all.join(' · ').replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

/** Creates the function that measures a plan: with the built endpoint, in this process. */
async function createMeasure(config: object, features: readonly string[]): Promise<Measure> {
  const { createEndpoint } = (await import(new URL('../../../dist/endpoint.mjs', import.meta.url).href)) as {
    createEndpoint: typeof CreateEndpoint;
  };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const endpoint = createEndpoint({
    config,
    secret: SECRET,
    signingKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    rateLimit: { limit: 1e9, windowMs: 60_000 },
    allowedOrigins: ['https://news.example'],
    log: () => {},
    now: () => MOMENT,
  });
  return async (plan, tries, floor = 0) => {
    const { url, init } = render(plan, features);
    let least = Infinity;
    for (let count = 0; count < tries && least > floor; count++)
      least = Math.min(least, await time(endpoint, new Request(url, init)));
    return least;
  };
}

/** Milliseconds of CPU time, or of the clock where they are fewer: other threads of the process count for the former. */
async function time(endpoint: Endpoint, request: Request): Promise<number> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  const response = await endpoint(request, CONNECTION);
  const { user, system } = process.cpuUsage(before);
  const took = Math.min(performance.now() - begun, (user + system) / 1000);
  if (response.status >= 500) throw new Error(`An answer of ${response.status}.`);
  await response.arrayBuffer();
  return took;
}
