/**
 * The speed of decisions, beside the libraries that a site could use instead: `npm run bench:rules`.
 *
 *   --quick            for a look: fewer and shorter rounds, rules of 10 conditions, at most 100 features
 *   --only a,b         only these contestants, by the names of their modules
 *   --measure a,b      only these measures: decisions, one-of-many, trace, ready, start, heap
 *   --check            fails where a ratio with a goal misses it
 *   --save             keeps the tables in `bench/measured/`, a file a measure
 *
 * Prints tables in Markdown. Both engines take part: the plain one of pages, the memoised one of servers. Compiled files go to a temporary folder, which is removed at the end.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleContestants } from './bundle-contestants.js';
import { CONTESTANTS, OUR_WAYS, type Entry } from './contestants/list-contestants.js';
import { reportDecisions, reportOneOfMany, reportTrace } from './report-decisions.js';
import { reportHeap, reportReady, reportStart } from './report-start.js';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    measure: { type: 'string' },
    check: { type: 'boolean' },
    save: { type: 'boolean' },
  },
});
const effort = options.quick ? { rounds: 3, slice: 50, warmUp: 250 } : { rounds: 7, slice: 150, warmUp: 2000 };
const starts = options.quick ? { processes: 2, pages: 1 } : { processes: 15, pages: 5 };
const sizes = options.quick ? [1, 100] : [1, 100, 1000];
const lengths = options.quick ? [10] : [10, 100];

const names = options.only?.split(',');
const contestants = CONTESTANTS.filter(({ id }) => names?.includes(id) ?? true);
const every = [...CONTESTANTS, ...OUR_WAYS];
/** Those of the names that take part. */
const pick = (...ids: readonly string[]): Entry[] =>
  ids.filter((id) => names?.includes(id) ?? true).map((id) => every.find((entry) => entry.id === id)!);

const bundles = await mkdtemp(join(tmpdir(), 'zephr-bench-'));
const measures: Readonly<Record<string, () => Promise<void>>> = {
  decisions: () => reportDecisions(bundles, contestants, lengths, sizes, effort),
  'one-of-many': () =>
    reportOneOfMany(bundles, pick('zephr', 'zephr-page', 'closures', 'json-logic-engine-run'), effort),
  trace: () => reportTrace(bundles, pick('zephr', 'zephr-page', 'zephr-traced', 'zephr-worded'), effort),
  ready: () => reportReady(bundles, pick('json-parse', 'zephr-page', 'zephr', 'closures'), starts),
  start: () =>
    reportStart(
      bundles,
      contestants.filter(({ id }) => id !== 'zephr-traced'),
      starts,
    ),
  heap: () => reportHeap(bundles, pick('zephr', 'zephr-page', 'closures')),
};

try {
  await bundleContestants(
    every.map(({ id }) => id),
    bundles,
  );
  for (const name of options.measure?.split(',') ?? Object.keys(measures)) {
    const measure = measures[name];
    if (!measure) throw new Error(`There is no measure "${name}". Known: ${Object.keys(measures).join(', ')}`);
    await measure();
  }
  console.log('#### What a decision of theirs is not\n');
  const others = contestants.filter(({ kind }) => kind !== 'ours');
  console.log(others.map(({ says, lacks }) => `- ${says}: ${lacks}.`).join('\n'));
} finally {
  await rm(bundles, { recursive: true });
}
