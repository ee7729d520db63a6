import type { Config, FeatureConfig, NodeConfig } from '../../../src/engine.js';
import type { ReaderInput } from '../workload/condition.js';
import { aContestant, type Decider } from './contestant.js';
import { makeOnce } from './make-once.js';

/**
 * The limit: a small engine as one would write it by hand for these rules and no others. One closure a node, made once,
 * holds its condition and calls one of the two that follow; the last gives the outcome's id. It answers the way this
 * SDK does for missing data, lists, numbers in text and inherited names, and works out who the reader is, but it checks
 * nothing, explains nothing, and knows four nodes and ten operators.
 */
export default aContestant({
  translate: ({ config }) => config,
  prepare: (reader: ReaderInput) => reader,
  open: (text): Decider<ReaderInput> => {
    const config = JSON.parse(text) as Config;
    const grants = listGrants(config);
    const enter = createEntrance(config);
    const ruleOf = makeOnce((id) => compileFeature(config.features[id]!, grants.get(id) ?? []));
    let all: Step[] | undefined;
    return {
      decide: (feature, input) => ruleOf(feature)(enter(input)),
      decideAll: (input) => {
        const pass = enter(input);
        return (all ??= Object.keys(config.features).map(ruleOf)).map((decide) => decide(pass));
      },
    };
  },
});

type Data = Readonly<Record<string, unknown>>;

/** The facts that rules ask about, computed once for all features. */
interface Pass {
  readonly claims: Data;
  readonly customData: Data;
  readonly path: string;
  readonly products: readonly string[];
  readonly isRegistered: boolean;
}

/** Goes on from here, and gives the id of the outcome where it ends. */
type Step = (pass: Pass) => string;

const NOTHING: Data = Object.freeze({});

function createEntrance({ jwt, products = {} }: Config): (input: ReaderInput) => Pass {
  const { foreignUserIdProperty } = jwt!.userMapping!;
  const { privateClaimName } = jwt!.productSyncing!;
  const byValue = new Map(Object.entries(products).map(([id, { claimValue }]) => [claimValue as unknown, id]));
  return ({ claims: given, tokenStatus, customData = NOTHING, url = '' }) => {
    const claims = tokenStatus === 'valid' ? given : NOTHING;
    const held = own(claims, privateClaimName);
    const ids: string[] = [];
    for (const value of Array.isArray(held) ? (held as unknown[]) : [held]) {
      const id = byValue.get(value);
      if (id !== undefined) ids.push(id);
    }
    return {
      claims,
      customData,
      path: pathOf(url),
      products: ids,
      isRegistered: typeof own(claims, foreignUserIdProperty) === 'string',
    };
  };
}

function pathOf(url: string): string {
  const origin = url.indexOf('//');
  const start = origin < 0 ? 0 : url.indexOf('/', origin + 2);
  const [query, fragment] = [url.indexOf('?', start), url.indexOf('#', start)];
  const whole = fragment < 0 ? url.length : fragment;
  return url.slice(start, query < 0 || query > whole ? whole : query);
}

function compileFeature({ rules = {} }: FeatureConfig, granting: readonly string[]): Step {
  const anonymous = compileRule(rules.anonymous);
  const registered = compileRule(rules.registered);
  return (pass) => {
    for (const product of granting) if (pass.products.includes(product)) return 'show';
    return pass.isRegistered ? registered(pass) : anonymous(pass);
  };
}

/** By feature: the products that open it. */
function listGrants({ products = {} }: Config): Map<string, string[]> {
  const grants = new Map<string, string[]>();
  for (const [product, { features }] of Object.entries(products)) {
    for (const feature of features) grants.set(feature, [...(grants.get(feature) ?? []), product]);
  }
  return grants;
}

function compileRule(rule: unknown): Step {
  const { start, nodes = {} } = rule as { readonly start?: string; readonly nodes?: Record<string, NodeConfig> };
  const made = new Map<string, Step>();
  const resolve = (step: string): Step => {
    let next = made.get(step);
    if (!next) {
      const node = nodes[step];
      next = node ? ask(node, resolve(node.yes as string), resolve(node.no as string)) : () => step;
      made.set(step, next);
    }
    return next;
  };
  return resolve(start ?? (rule as string));
}

/** The one closure of a condition: reads its operand, compares, goes on. */
function ask(node: NodeConfig, yes: Step, no: Step): Step {
  const { type, condition, value } = node as NodeConfig & { readonly condition: string };
  if (type === 'has-product') {
    const product = node['product'] as string;
    return (pass) => (pass.products.includes(product) ? yes(pass) : no(pass));
  }
  const holds = compare(condition, value);
  if (type === 'url-path') return (pass) => (holds(pass.path) ? yes(pass) : no(pass));
  const property = node['property'] as string;
  return type === 'jwt-token'
    ? (pass) => (someHolds(own(pass.claims, property), holds) ? yes(pass) : no(pass))
    : (pass) => (someHolds(own(pass.customData, property), holds) ? yes(pass) : no(pass));
}

type Compare = (datum: unknown) => boolean;

/** A list matches where one of its items does. */
function someHolds(datum: unknown, holds: Compare): boolean {
  return Array.isArray(datum) ? datum.some(holds) : datum !== undefined && holds(datum);
}

function own(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

function compare(operator: string, value: unknown): Compare {
  const text = String(value);
  const number = Number(value);
  switch (operator) {
    case 'equals':
      return equals(value);
    case 'not-equals': {
      const same = equals(value);
      return (datum) => !same(datum);
    }
    case 'in': {
      const set = new Set(value as readonly unknown[]);
      return (datum) => set.has(datum);
    }
    case 'starts-with':
      return (datum) => String(datum).startsWith(text);
    case 'ends-with':
      return (datum) => String(datum).endsWith(text);
    case 'contains':
      return (datum) => String(datum).includes(text);
    case 'greater-than':
      return (datum) => toNumber(datum) > number;
    case 'at-least':
      return (datum) => toNumber(datum) >= number;
    case 'less-than':
      return (datum) => toNumber(datum) < number;
    case 'at-most':
      return (datum) => toNumber(datum) <= number;
    default:
      throw new Error(`There is no operator ${operator} here.`);
  }
}

function equals(value: unknown): Compare {
  if (typeof value === 'string')
    return (datum) => datum === value || (typeof datum === 'number' && datum === toNumber(value));
  const text = String(value);
  return typeof value === 'number'
    ? (datum) => datum === value || (typeof datum === 'string' && toNumber(datum) === value)
    : (datum) => datum === value || datum === text;
}

/** A number, or text that is one; with anything else no comparison holds. */
function toNumber(datum: unknown): number {
  return typeof datum === 'number' ? datum : typeof datum === 'string' && datum.trim() !== '' ? Number(datum) : NaN;
}
