import { performance as loop } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { Endpoint } from '../../../src/endpoint/endpoint-function.js';
import { report } from '../../report.js';
import { figureOf } from '../../row.js';
import { median } from '../../rules/statistics.js';
import type { Table } from '../../table.js';
import { MAX_REQUEST_BYTES, render, type Plan } from './request-plan.js';
import { searchWorst, type SearchOptions } from './search-worst.js';
import { makeSubjects, type Subject } from './subjects.js';

/** Most milliseconds of the thread for one request. */
const TARGET_MS = 20;
/** Requests that are reported. */
const SHOWN = 10;
/** Tries of each of the slowest requests, of which the median counts. */
const LAST_TRIES = 25;
const CONNECTION = { address: '192.0.2.1' };

/** A request among the slowest, and how long it takes in milliseconds. */
interface Slow {
  readonly subject: string;
  readonly plan: Plan;
  readonly bytes: number;
  readonly ms: number;
  readonly least: number;
}

/** What the search takes, and from where it begins. */
export interface WorstOptions extends Pick<SearchOptions, 'seed' | 'oneIn'> {
  /** Time of the whole search, in seconds. */
  readonly seconds: number;
  /** Path of a publisher's own config, in place of ours. */
  readonly config?: string | undefined;
}

/**
 * Looks for the slowest request of at most 16 KiB and reports the ten slowest.
 *
 * @returns Whether all of them took at most the target.
 */
export async function reportWorst({ seed, oneIn, seconds, config }: WorstOptions): Promise<boolean> {
  const slow: Slow[] = [];
  const searched: string[] = [];
  for await (const subject of makeSubjects(config)) {
    const tryOnce = createTry(subject);
    let count = 0;
    const measure = async (plan: Plan, tries: number, floor: number): Promise<number> => {
      let least = Infinity;
      for (let n = 0; n < tries && least > floor; n++) {
        count++;
        least = Math.min(least, await tryOnce(plan));
      }
      return least;
    };
    const { routes, share, name, features } = subject;
    const found = await searchWorst(measure, { seed, oneIn, seconds: seconds * share, ...(routes && { routes }) });
    for (const { plan } of found.slice(0, SHOWN * 2)) {
      const all: number[] = [];
      while (all.length < LAST_TRIES) all.push(await tryOnce(plan));
      const { bytes } = render(plan, features);
      slow.push({ subject: name, plan, bytes, ms: median(all), least: Math.min(...all) });
    }
    searched.push(`${name}: ${count.toLocaleString('en-GB')} requests`);
    await subject.close();
  }
  const slowest = slow.sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
  const worst = slowest[0]!.ms;
  const table: Table = {
    title: `The slowest requests of at most ${MAX_REQUEST_BYTES.toLocaleString('en-GB')} octets, by time of the thread`,
    about: `Seed ${seed}. ${searched.join('; ')}.`,
    columns: [
      { title: 'made of' },
      { title: 'octets' },
      { title: 'median', unit: 'ms', digits: 2 },
      { title: 'least', unit: 'ms', digits: 2 },
    ],
    rows: slowest.map(({ plan, subject, bytes, ms, least }) => ({
      says: `${plan.route}, ${plan.kind}, ${subject}`,
      cells: [describeFills(plan), bytes, ms, least],
    })),
  };
  await report('endpoint-worst', {
    rounds: `medians of ${LAST_TRIES} tries, found in a search of ${seconds} s`,
    tables: [table],
    goals: [figureOf('the slowest request', [worst], ['≤', TARGET_MS], 'ms')],
  });
  return worst <= TARGET_MS;
}

function describeFills({ fills, namesFeatures, isSigned }: Plan): string {
  const described = fills.map(({ place, start, unit, end }) => `${place} ${JSON.stringify([start, unit, end])}`);
  const all = [...described, ...(namesFeatures ? ['all features named'] : []), ...(isSigned ? ['a valid token'] : [])];
  return `\`${all.join(' · ').replaceAll('|', '\\|').replaceAll('`', "'")}\``;
}

/** Creates the function that sends a plan's request once, by another reader each time. */
function createTry({ endpoint, features, readers }: Subject): (plan: Plan) => Promise<number> {
  let salt = 0;
  return async (plan) => {
    const { url, init } = render(plan, features, ++salt);
    if (plan.route === '/zephr/usage') await readers.prepare(salt);
    const request = new Request(url, init);
    // Work that was begun for the request before must not count for this one.
    await turn();
    return time(endpoint, request);
  };
}

/**
 * Gives the time that a request takes of the thread, in milliseconds: the time in which the event loop was not idle, or the CPU
 * time of the process where that is less. Other programs count for the former, other threads of the process for the latter.
 */
async function time(endpoint: Endpoint, request: Request): Promise<number> {
  const [idle, usage] = [loop.eventLoopUtilization(), process.cpuUsage()];
  const response = await endpoint(request, CONNECTION);
  const { user, system } = process.cpuUsage(usage);
  const took = Math.min(loop.eventLoopUtilization(idle).active, (user + system) / 1000);
  if (response.status >= 500) throw new Error(`An answer of ${response.status}.`);
  await response.arrayBuffer();
  return took;
}
