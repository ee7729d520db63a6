import type { Contestant } from './contestant.js';

/**
 * A contestant as the tables show it. Its module is loaded only where it runs, for each runs in a process of its own.
 */
export interface Entry {
  /** Name of its module in this folder. */
  readonly id: string;
  readonly says: string;
  /** `ours`; the `limit`; a `peer` that runs under a strict content security policy; a peer that needs `eval`. */
  readonly kind: 'ours' | 'limit' | 'peer' | 'eval';
  readonly load: () => Promise<{ readonly default: Contestant<unknown> }>;
  /** What its decisions leave out. */
  readonly lacks: string;
}

const NO_PATH = 'tells no path and no words';
const MISSING = 'what is missing is less than any number, and unequal to everything';
const UNEQUAL = 'what is missing is unequal to everything';
const LISTS = 'a list needs other operators than a text';
const DOTS = 'no names with dots';
const INHERITED = 'finds inherited names';

/** All contestants, ours first. */
export const CONTESTANTS: readonly Entry[] = [
  {
    id: 'zephr',
    says: 'zephr-onpage, memoised engine (servers)',
    kind: 'ours',
    load: () => import('./zephr.js'),
    lacks: '–',
  },
  {
    id: 'zephr-page',
    says: 'zephr-onpage, plain engine (pages)',
    kind: 'ours',
    load: () => import('./zephr-page.js'),
    lacks: '–',
  },
  {
    id: 'zephr-traced',
    says: 'zephr-onpage, trace on',
    kind: 'ours',
    load: () => import('./zephr-traced.js'),
    lacks: '–',
  },
  {
    id: 'closures',
    says: 'closures by hand: the limit',
    kind: 'limit',
    load: () => import('./closures.js'),
    lacks: `gives the outcome's id alone; checks nothing; four nodes and ten operators; ${NO_PATH}`,
  },
  {
    id: 'json-logic-js',
    says: 'json-logic-js',
    kind: 'peer',
    load: () => import('./json-logic-js.js'),
    lacks: `${MISSING}; ${LISTS}; ${DOTS}; ${INHERITED}; checks nothing; ${NO_PATH}`,
  },
  {
    id: 'json-logic-engine-run',
    says: 'json-logic-engine, `run`',
    kind: 'peer',
    load: () => import('./json-logic-engine-run.js'),
    lacks: `${MISSING}; ${LISTS}; ${DOTS}; throws on wrong types; checks nothing before it runs; ${NO_PATH}`,
  },
  {
    id: 'json-rules-engine',
    says: 'json-rules-engine',
    kind: 'peer',
    load: () => import('./json-rules-engine.js'),
    lacks: `answers later; ${UNEQUAL}; ${LISTS}; tells which conditions held, not in words`,
  },
  {
    id: 'growthbook-condition',
    says: 'growthbook, `evalCondition`',
    kind: 'peer',
    load: () => import('./growthbook-condition.js'),
    lacks: `${MISSING}; ${DOTS}; ${INHERITED}; yes or no, not an outcome; checks nothing; ${NO_PATH}`,
  },
  {
    id: 'growthbook-client',
    says: 'growthbook, `GrowthBookClient`',
    kind: 'peer',
    load: () => import('./growthbook-client.js'),
    lacks: `${MISSING}; ${DOTS}; ${INHERITED}; checks nothing; tells which rule matched, not why`,
  },
  {
    id: 'sift',
    says: 'sift',
    kind: 'peer',
    load: () => import('./sift.js'),
    lacks: `${UNEQUAL}; ${DOTS}; no numbers in text; yes or no, not an outcome; ${NO_PATH}`,
  },
  {
    id: 'casl',
    says: 'casl',
    kind: 'peer',
    load: () => import('./casl.js'),
    lacks: `${MISSING}; ${DOTS}; tells which rule matched, not why`,
  },
  {
    id: 'mingo',
    says: 'mingo',
    kind: 'peer',
    load: () => import('./mingo.js'),
    lacks: `${UNEQUAL}; ${DOTS}; no numbers in text; yes or no, not an outcome; ${NO_PATH}`,
  },
  {
    id: 'flagd-run',
    says: 'flagd-core, without code generation',
    kind: 'peer',
    load: () => import('./flagd-run.js'),
    lacks: `${MISSING}; ${LISTS}; ${DOTS}; ${NO_PATH}`,
  },
  {
    id: 'openfeature',
    says: 'OpenFeature, in-memory provider',
    kind: 'peer',
    load: () => import('./openfeature.js'),
    lacks: 'answers later; has no conditions of its own: functions by hand, without a care for missing data or types',
  },
  {
    id: 'json-logic-engine-build',
    says: 'json-logic-engine, `build`',
    kind: 'eval',
    load: () => import('./json-logic-engine-build.js'),
    lacks: `needs \`eval\`; ${MISSING}; ${LISTS}; ${DOTS}; throws on wrong types; ${NO_PATH}`,
  },
  {
    id: 'flagd-build',
    says: 'flagd-core as it comes',
    kind: 'eval',
    load: () => import('./flagd-build.js'),
    lacks: `needs \`eval\`; ${MISSING}; ${LISTS}; ${DOTS}; ${NO_PATH}`,
  },
];

/** Variants of this SDK that only some of the measures ask for. */
export const OUR_WAYS: readonly Entry[] = [
  {
    id: 'zephr-worded',
    says: 'zephr-onpage, trace put into words',
    kind: 'ours',
    load: () => import('./zephr-worded.js'),
    lacks: '–',
  },
  {
    id: 'json-parse',
    says: '`JSON.parse` alone',
    kind: 'limit',
    load: () => import('./json-parse.js'),
    lacks: 'decides nothing',
  },
];
