/**
 * The load that the endpoint handles, beside Fastify with @fastify/jwt, Hono with jose and Express with jsonwebtoken, the
 * runtime's own WebCrypto and a server that does nothing: `npm run bench:endpoint`. Installs the peers once.
 *
 *   --quick            for a look: fewer and shorter rounds, a tenth of the requests
 *   --rounds 7         rounds of each measure
 *   --measure a,b      only these measures: beside, steady, rate, latency, memory, malformed, locked
 *   --check            fails where a ratio of `beside` or `steady` misses its goal by more than its noise
 *   --save             keeps the tables in `bench/measured/`, a file a measure
 *   --worst            only looks for the slowest request of at most 16 KiB, for four minutes (half a minute with
 *                      `--quick`); fails where one takes more than 20 ms
 *   --seed 1           where that search begins
 *   --config FILE      a config of your own for that search
 *
 * Prints tables in Markdown. Each server is a process of its own on loopback, which the load comes from too; rounds are
 * interleaved, and medians are printed.
 */
import { parseArgs } from 'node:util';
import { reportBeside } from './beside/report-beside.js';
import { reportSteady } from './beside/report-steady.js';
import { reportLatency } from './report-latency.js';
import { reportLocked } from './report-locked.js';
import { reportMalformed } from './report-malformed.js';
import { reportMemory } from './report-memory.js';
import { measureRates, reportRates } from './report-rates.js';
import { reportWorst } from './worst/report-worst.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    measure: { type: 'string' },
    check: { type: 'boolean' },
    save: { type: 'boolean' },
    worst: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    config: { type: 'string' },
  },
});
const usual = options.quick
  ? { rounds: 3, seconds: 2, requests: 20_000 }
  : { rounds: 7, seconds: 4, requests: 200_000 };
const effort = { ...usual, ...(options.rounds !== undefined && { rounds: Number(options.rounds) }) };
const ALL = ['beside', 'steady', 'rate', 'latency', 'memory', 'malformed', 'locked'];
const wanted = options.worst ? [] : (options.measure?.split(',') ?? ALL);

if (wanted.includes('beside')) await reportBeside(effort);
if (wanted.includes('steady')) await reportSteady(effort);
if (wanted.includes('rate') || wanted.includes('latency')) {
  const rates = await measureRates(effort);
  await reportRates(rates, effort);
  if (wanted.includes('latency')) await reportLatency(rates, effort);
}
if (wanted.includes('memory')) await reportMemory(effort);
if (wanted.includes('malformed')) await reportMalformed(effort);
if (wanted.includes('locked')) await reportLocked();
if (options.worst) {
  const amount = options.quick ? { oneIn: 10, seconds: 30 } : { oneIn: 1, seconds: 240 };
  const isFast = await reportWorst({ seed: Number(options.seed), config: options.config, ...amount });
  if (!isFast) process.exitCode = 1;
}
