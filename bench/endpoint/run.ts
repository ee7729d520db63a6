/**
 * The load that the endpoint handles, beside the runtime's own WebCrypto and a server that does nothing: `npm run
 * bench:endpoint`.
 *
 *   --quick            for a look: fewer and shorter rounds, a tenth of the requests
 *   --measure a,b      only these measures: rate, latency, memory, malformed, locked
 *   --worst            only looks for the slowest request of at most 16 KiB, for four minutes (half a minute with
 *                      `--quick`); fails where one takes more than 20 ms
 *   --seed 1           where that search begins
 *   --config FILE      a config of your own for that search
 *
 * Prints tables in Markdown. Each server is a process of its own on loopback, which the load comes from too; rounds are
 * interleaved, and medians are printed.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { reportLatency } from './report-latency.js';
import { reportLocked } from './report-locked.js';
import { reportMalformed } from './report-malformed.js';
import { reportMemory } from './report-memory.js';
import { measureRates, reportRates } from './report-rates.js';
import { reportWorst } from './worst/report-worst.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    measure: { type: 'string' },
    worst: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    config: { type: 'string' },
  },
});
const effort = options.quick
  ? { rounds: 3, seconds: 2, requests: 20_000 }
  : { rounds: 7, seconds: 4, requests: 200_000 };
const wanted = options.worst
  ? []
  : (options.measure?.split(',') ?? ['rate', 'latency', 'memory', 'malformed', 'locked']);

console.log(`${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}\n`);
if (wanted.includes('rate') || wanted.includes('latency')) {
  const rates = await measureRates(effort);
  reportRates(rates, effort);
  if (wanted.includes('latency')) await reportLatency(rates, effort);
}
if (wanted.includes('memory')) await reportMemory(effort);
if (wanted.includes('malformed')) await reportMalformed(effort);
if (wanted.includes('locked')) await reportLocked();
if (options.worst) {
  const amount = options.quick ? { oneIn: 10, seconds: 30 } : { oneIn: 1, seconds: 240 };
  const isFast = await reportWorst({ seed: Number(options.seed), config: options.config, ...amount });
  process.exitCode = isFast ? 0 : 1;
}
