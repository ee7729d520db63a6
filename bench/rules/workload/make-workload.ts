import type { Config, NodeConfig, RuleGraph } from '../../../src/engine.js';
import { holds, PRODUCT_CLAIM, type Condition, type ReaderInput } from './condition.js';
import { isAlwaysThere, listConditions } from './list-conditions.js';
import { makeReaders } from './make-readers.js';
import { createRandom, type Random } from './random.js';
import { PRODUCTS } from './site.js';

/** A condition in a rule, and the answer that leaves the rule there; the other one goes on. */
export interface Check {
  readonly condition: Condition;
  readonly leavesBy: boolean;
}

/** Checks in a row that all leave for the same outcome. */
export interface Stretch {
  readonly checks: readonly Check[];
  readonly outcome: string;
}

/** The rule of a feature for registered readers: a reader who passes every stretch is shown the content. */
export interface Rule {
  readonly feature: string;
  readonly stretches: readonly Stretch[];
}

/** A site's rules and its readers. */
export interface Workload {
  readonly rules: readonly Rule[];
  /** The same rules as a config of this SDK. */
  readonly config: Config;
  readonly readers: readonly ReaderInput[];
}

/** How large a workload is. */
export interface Size {
  readonly features: number;
  readonly conditions: number;
}

const OUTCOMES = ['register', 'subscribe', 'try-a-month', 'teaser', 'upgrade'] as const;
const STRETCHES = 3;

/**
 * Makes a workload; the same for the same seed, and its first features are the same however many there are.
 *
 * A rule is the chain that editors draw: one condition after the other, each with an exit to an outcome, and "show" at
 * the end. Nearly all its conditions are such that no reader leaves by them, so that a decision has to ask nearly all;
 * one in each stretch lets one or two readers of the sixteen go, and the last two let go more.
 */
export function makeWorkload({ features, conditions }: Size, seed = 1): Workload {
  const readers = makeReaders(seed);
  const pool = sortOut(readers);
  const rules = Array.from({ length: features }, (_, index) =>
    makeRule(`feature-${index}`, conditions, pool, createRandom(seed, conditions, index)),
  );
  return { rules, config: toConfig(rules), readers };
}

/** How many conditions a reader is asked in a rule before it is decided. */
export function countAsked({ stretches }: Rule, reader: ReaderInput): number {
  const checks = stretches.flatMap((stretch) => stretch.checks);
  const left = checks.findIndex(({ condition, leavesBy }) => holds(condition, reader) === leavesBy);
  return left < 0 ? checks.length : left + 1;
}

/** Evaluates a rule in the simplest way: the answer that all contestants are compared with. */
export function expectOutcome({ stretches }: Rule, reader: ReaderInput): string {
  const left = stretches.find(({ checks }) =>
    checks.some((check) => holds(check.condition, reader) === check.leavesBy),
  );
  return left?.outcome ?? 'show';
}

interface Pool {
  /** Conditions by which no reader leaves, a few, or up to half of the readers. */
  readonly nobody: readonly Check[];
  readonly few: readonly Check[];
  readonly many: readonly Check[];
}

function sortOut(readers: readonly ReaderInput[]): Pool {
  const pool = { nobody: [] as Check[], few: [] as Check[], many: [] as Check[] };
  for (const condition of listConditions()) {
    const met = readers.filter((reader) => holds(condition, reader)).length;
    const leavesBy = met <= readers.length / 2;
    // Some peers take the opposite of a condition as met where the operand is missing.
    if (!leavesBy && !isAlwaysThere(condition)) continue;
    const leaving = leavesBy ? met : readers.length - met;
    pool[leaving === 0 ? 'nobody' : leaving <= 2 ? 'few' : 'many'].push({ condition, leavesBy });
  }
  return pool;
}

function makeRule(feature: string, length: number, pool: Pool, random: Random): Rule {
  const few = random.shuffle(pool.few).slice(0, STRETCHES);
  const many = random.shuffle(pool.many).slice(0, 2);
  const rest = random.shuffle(pool.nobody).slice(0, length - STRETCHES - 2);
  const per = Math.ceil(length / STRETCHES);
  const outcomes = random.shuffle(OUTCOMES);
  const stretches = few.map((check, index): Stretch => {
    const last = index === STRETCHES - 1;
    const others = rest.splice(0, last ? rest.length : per - 1);
    others.splice(random.below(others.length + 1), 0, check);
    return { checks: last ? [...others, ...many] : others, outcome: outcomes[index]! };
  });
  return { feature, stretches };
}

function toConfig(rules: readonly Rule[]): Config {
  const ids = rules.map(({ feature }) => feature);
  return {
    version: 1,
    jwt: {
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: PRODUCT_CLAIM },
    },
    products: {
      'all-access': { title: 'All access', claimValue: 'all-access', features: ids },
      ...Object.fromEntries(PRODUCTS.map((id) => [id, { title: id, claimValue: id, features: [] }])),
    },
    components: { wall: { type: 'registration-wall', heading: 'Read on with a free account', action: '/register' } },
    outcomes: Object.fromEntries(OUTCOMES.map((id) => [id, { label: id, content: 'hide', components: ['wall'] }])),
    features: Object.fromEntries(
      rules.map((rule) => [
        rule.feature,
        { title: rule.feature, rules: { anonymous: 'register', registered: toGraph(rule) } },
      ]),
    ),
  };
}

function toGraph({ stretches }: Rule): RuleGraph {
  const checks = stretches.flatMap(({ checks, outcome }) => checks.map((check) => ({ ...check, outcome })));
  const nodes = checks.map(({ condition, leavesBy, outcome }, index): [string, NodeConfig] => {
    const on = index + 1 < checks.length ? `check-${index + 1}` : 'show';
    return [`check-${index}`, { ...toNode(condition), yes: leavesBy ? outcome : on, no: leavesBy ? on : outcome }];
  });
  return { start: 'check-0', nodes: Object.fromEntries(nodes) as RuleGraph['nodes'] };
}

function toNode({ source, name, operator, value }: Condition): NodeConfig {
  if (source === 'product') return { type: 'has-product', product: name };
  const condition = { condition: operator, value };
  if (source === 'url-path') return { type: 'url-path', ...condition };
  return { type: source === 'claims' ? 'jwt-token' : 'custom-data', property: name, ...condition };
}
