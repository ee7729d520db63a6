import type { Contestant } from './contestant.js';

/** A contestant as the tables show it. Its module is loaded only where it runs, for each runs in a process of its own. */
export interface Entry {
  /** Name of its module in this folder. */
  readonly id: string;
  readonly says: string;
  /** `ours`; the `limit`; a `peer` that runs under a strict content security policy; a peer that needs `eval`. */
  readonly kind: 'ours' | 'limit' | 'peer' | 'eval';
  readonly load: () => Promise<{ readonly default: Contestant<unknown> }>;
  /** What a decision of it is not. */
  readonly lacks: string;
}

const NO_TYPES = 'a missing number is less than any number; no numbers in text';
const NO_WORDS = 'no path taken, no words';

/** All contestants, ours first. */
export const CONTESTANTS: readonly Entry[] = [
  {
    id: 'zephr',
    says: 'zephr-onpage',
    kind: 'ours',
    load: () => import('./zephr.js'),
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
    lacks: `the id of the outcome is all it gives; checks nothing; six nodes and ten operators; ${NO_WORDS}`,
  },
  {
    id: 'json-logic-js',
    says: 'json-logic-js',
    kind: 'peer',
    load: () => import('./json-logic-js.js'),
    lacks: `${NO_TYPES}; inherited names are found; nothing is checked; ${NO_WORDS}`,
  },
  {
    id: 'json-logic-engine-run',
    says: 'json-logic-engine, `run`',
    kind: 'peer',
    load: () => import('./json-logic-engine-run.js'),
    lacks: `${NO_TYPES}; nothing is checked before a rule runs; ${NO_WORDS}`,
  },
  {
    id: 'json-rules-engine',
    says: 'json-rules-engine',
    kind: 'peer',
    load: () => import('./json-rules-engine.js'),
    lacks: 'answers later; numbers in text only by number operators; no path that a rule took',
  },
  {
    id: 'growthbook-condition',
    says: 'growthbook, `evalCondition`',
    kind: 'peer',
    load: () => import('./growthbook-condition.js'),
    lacks: `${NO_TYPES}; inherited names are found; yes or no, not an outcome; ${NO_WORDS}`,
  },
  {
    id: 'growthbook-client',
    says: 'growthbook, `GrowthBookClient`',
    kind: 'peer',
    load: () => import('./growthbook-client.js'),
    lacks: `${NO_TYPES}; inherited names are found; names the rule that matched, not the path to it`,
  },
  {
    id: 'sift',
    says: 'sift',
    kind: 'peer',
    load: () => import('./sift.js'),
    lacks: `yes or no, not an outcome; text compares only with text, numbers with numbers; ${NO_WORDS}`,
  },
  {
    id: 'casl',
    says: 'casl',
    kind: 'peer',
    load: () => import('./casl.js'),
    lacks: `${NO_TYPES}; names the rule that matched, not the path to it`,
  },
  {
    id: 'mingo',
    says: 'mingo',
    kind: 'peer',
    load: () => import('./mingo.js'),
    lacks: `yes or no, not an outcome; text compares only with text, numbers with numbers; ${NO_WORDS}`,
  },
  {
    id: 'flagd-run',
    says: 'flagd-core, without code generation',
    kind: 'peer',
    load: () => import('./flagd-run.js'),
    lacks: `${NO_TYPES}; ${NO_WORDS}`,
  },
  {
    id: 'openfeature',
    says: 'OpenFeature, in-memory provider',
    kind: 'peer',
    load: () => import('./openfeature.js'),
    lacks: 'answers later; no conditions of its own: functions by hand, without a care for missing data or types',
  },
  {
    id: 'json-logic-engine-build',
    says: 'json-logic-engine, `build`',
    kind: 'eval',
    load: () => import('./json-logic-engine-build.js'),
    lacks: `needs \`eval\`; ${NO_TYPES}; ${NO_WORDS}`,
  },
  {
    id: 'flagd-build',
    says: 'flagd-core as it comes',
    kind: 'eval',
    load: () => import('./flagd-build.js'),
    lacks: `needs \`eval\`; ${NO_TYPES}; ${NO_WORDS}`,
  },
];

/** Ways of this SDK that only some of the measures ask for. */
export const OUR_WAYS: readonly Entry[] = [
  {
    id: 'zephr-worded',
    says: 'zephr-onpage, trace put into words',
    kind: 'ours',
    load: () => import('./zephr-worded.js'),
    lacks: '–',
  },
  {
    id: 'zephr-page',
    says: 'zephr-onpage, as in a page',
    kind: 'ours',
    load: () => import('./zephr-page.js'),
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
