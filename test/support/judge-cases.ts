/**
 * How each table of `test/cases/` is judged: from the inputs of a row to what its `gives` must be. Runs in Node and in
 * a browser, so that both read the same sentences.
 */
import { checkConfig } from '../../src/config/check-config.js';
import { explainMistake } from '../../src/config/explain-mistake.js';
import { refuseSecret } from '../../src/config/find-secret.js';
import { compileConfig, type EngineInput } from '../../src/decision/compile-config.js';
import { readFact } from '../../src/facts/read-fact.js';
import { readSearchParam } from '../../src/facts/read-search-param.js';
import { readBrowser, readDevice } from '../../src/facts/read-user-agent.js';
import { compileGlob } from '../../src/lib/match-glob.js';
import { parsePath } from '../../src/lib/parse-path.js';
import { parseZonedDate } from '../../src/lib/parse-zoned-date.js';
import { toCanonicalPath } from '../../src/lib/to-canonical-path.js';
import { ConfigError } from '../../src/model/config-error.js';
import type { Decision } from '../../src/model/decision.js';
import type { JwtConfig } from '../../src/model/config.js';
import { TIME_TRIAL_PREFIX } from '../../src/usage/pending-effects.js';
import { checkClaims } from '../../src/token/verify/check-claims.js';
import { readCookieValues } from '../../src/token/verify/read-cookie-values.js';
import { aConfig, aConfigWithRule } from './a-config.js';
import { evaluatePlainly } from './decide-plainly.js';

/** One sentence of a table. Without `gives`, nothing is expected. */
export interface Case {
  readonly says: string;
  readonly gives?: unknown;
  readonly [input: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** The moment at which all tables are read: 2026-03-02 12:00 UTC, a Monday. */
export const NOON = Date.UTC(2026, 2, 2, 12);

/** The input of a row: a config, features of it, and all that is known of reader and page. */
export interface Situation {
  readonly config: Record<string, unknown>;
  readonly features: readonly string[];
  readonly input: EngineInput;
}

/** Of the tables whose rows are decisions: what each row decides. */
export const SITUATIONS: Readonly<Record<string, (row: Omit<Case, 'says'>) => Situation>> = {
  operators: ({ condition, value, ...row }) => {
    const exits = { yes: { id: 'yes', content: 'hide' }, no: { id: 'no', content: 'hide' } };
    const node = { type: 'jwt-token', property: 'it', condition, value, ...exits };
    const rules = { anonymous: { ...node, unknown: { id: 'unknown', content: 'hide' } } };
    const claims = Object.hasOwn(row, 'datum') ? { it: row['datum'] as unknown } : {};
    return {
      config: { version: 1, features: { it: { rules } } },
      features: ['it'],
      input: { claims, tokenStatus: 'valid', now: NOON },
    };
  },

  products: ({ claimValue, productSyncing, ...row }) => {
    const products = { gold: { claimValue, features: ['articles'] } };
    const jwt = jwtWith({ productSyncing });
    const claims = Object.hasOwn(row, 'claim')
      ? { sub: 'reader-1', prod: row['claim'] as unknown }
      : { sub: 'reader-1' };
    return { config: aConfig({ products, jwt }), features: ['articles'], input: { claims, tokenStatus: 'valid' } };
  },

  'user-states': ({ claims, tokenStatus, userMapping }) => {
    const config = aConfig({ jwt: jwtWith({ userMapping }) });
    return { config, features: Object.keys(config['features'] as object), input: { claims, tokenStatus, now: NOON } };
  },

  decisions: ({ rules, fallback, requires, feature = 'articles', input = {} }) => {
    const { features } = aConfig() as { features: Record<string, unknown> };
    const articles = { rules, ...(fallback === undefined ? {} : { fallback }) };
    const config = aConfig({ features: { ...features, articles }, ...(requires && { requires }) });
    return { config, features: [feature], input: inputOf({ input }) };
  },

  'reader-nodes': nodeSituation,
  'page-nodes': nodeSituation,
  'circumstance-nodes': nodeSituation,
  trials: nodeSituation,
  'split-tests': nodeSituation,

  'sub-rules': ({ subRules, splitTests, rule, ...row }) => ({
    config: aConfigWithRule(rule, { subRules, splitTests }),
    features: ['articles'],
    input: inputOf(row),
  }),
};

/** The member `jwt` of the config, with what a row changes in it. */
function jwtWith(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { jwt } = aConfig() as { jwt: Record<string, unknown> };
  return { ...jwt, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) };
}

/** A node that decides about anonymous readers and customers; each exit is an outcome of its name. */
function nodeSituation({ node, config, ...row }: Omit<Case, 'says'>): Situation {
  const exit = (id: string): unknown => ({ id, content: 'hide' });
  const exits = Object.hasOwn(node as object, 'exits') ? {} : { yes: exit('yes'), no: exit('no') };
  const rule = { ...exits, unknown: exit('unknown'), ...(node as object) };
  const { features } = aConfig() as { features: Record<string, unknown> };
  const articles = { rules: { anonymous: rule, customer: rule } };
  return {
    config: aConfig({ features: { ...features, articles }, ...(config as object) }),
    features: ['articles'],
    input: inputOf(row),
  };
}

/** The one decision of a situation. */
function decideIn({ config, features, input }: Situation): Decision {
  return compileConfig(config).decide(features[0]!, input);
}

/** The exit that a node of a row is left by, or what a row asks of the decision. */
function judgeNode({ gives, ...row }: Case): unknown {
  const situation = nodeSituation(row);
  const decision = decideIn(situation);
  if (typeof gives === 'string') return decision.reason === 'rule' ? decision.outcomeId : decision.reason;
  const { outcomeId, trace, ...others } = decision;
  const { spends, timeTrials } = evaluatePlainly(situation.config, situation.features[0]!, situation.input).effects;
  const view = situation.input.usage?.view ?? null;
  const timeOf = (at: number): string => new Date(at).toISOString().replace(':00.000', '');
  const costs = [
    ...spends.map((spend) => [spend.tracker, spend.item, timeOf(spend.at), spend.view ?? null]),
    ...timeTrials.map(({ tracker, at }) => [TIME_TRIAL_PREFIX + tracker, '', timeOf(at), view]),
  ];
  return takeAsked({ exit: outcomeId, says: trace[0]?.says, costs, ...others }, gives);
}

/**
 * The facts of a row about reader and page. Moments are in ISO 8601; `seen` are page views, some with their ids, and
 * `began` time trials, by tracker.
 */
function inputOf({ at, seen, began, usage, latest, input }: Omit<Case, 'says'>): EngineInput {
  const read = (text: unknown): number => Date.parse(text as string);
  const sightings = Object.entries((seen ?? {}) as Record<string, readonly (readonly [string, string, string?])[]>);
  const beginnings = Object.entries((began ?? {}) as Record<string, string>);
  const counted = {
    trials: Object.fromEntries(
      sightings.map(([name, all]) => [name, all.map(([item, when, view]) => ({ item, at: read(when), view }))]),
    ),
    timeTrials: Object.fromEntries(beginnings.map(([name, when]) => [name, read(when)])),
    ...(latest !== undefined && { latest: read(latest) }),
    ...(usage as object),
  };
  return { now: at === undefined ? NOON : read(at), usage: counted, ...(input as EngineInput) };
}

/** The members of a decision that a row is about. */
function takeAsked(decision: object, gives: unknown): unknown {
  return Object.fromEntries(Object.entries(decision).filter(([name]) => Object.hasOwn(gives as object, name)));
}

/** The results of each table's rows. */
export const JUDGES: Readonly<Record<string, (row: Case) => unknown>> = {
  operators: (row) => decideIn(SITUATIONS['operators']!(row)).outcomeId,

  'json-paths': ({ path, data }) => {
    const read = parsePath(path);
    return read ? read(data) : 'not understood';
  },

  products: (row) => decideIn(SITUATIONS['products']!(row)).userState === 'customer',

  'user-states': (row) => {
    const { config, input } = SITUATIONS['user-states']!(row);
    const decisions = Object.values(compileConfig(config).decideAll(input));
    return Object.fromEntries(decisions.map(({ feature, userState }) => [feature, userState]));
  },

  cookies: ({ cookies, name = 'blaize_jwt' }) => readCookieValues(cookies, name),

  'user-agents': ({ userAgent }) => ({ device: readDevice(userAgent), browser: readBrowser(userAgent) }),

  'zoned-dates': ({ date, timeZone }) => {
    const moment = parseZonedDate(date, timeZone);
    return Number.isNaN(moment) ? 'no date' : new Date(moment).toISOString();
  },

  globs: ({ pattern, text }) => compileGlob(pattern)(text),

  'search-params': ({ url, key }) => readSearchParam(url, key),

  // The path as the browser has it in `location`, and the canonical path again, have to be the same.
  paths: ({ url }) => {
    const paths = [url, toCanonicalPath(url), ...locationsOf(url)].map(toCanonicalPath);
    return paths.every((path) => path === paths[0]) ? paths[0] : paths;
  },

  facts: ({ name, sources }) => readFact(name, sources),

  'registered-claims': ({ claims, jwt = {} }) => {
    const reason = checkClaims(claims, jwt as JwtConfig, NOON);
    return reason === null ? 'valid' : reason === 'expired' ? 'expired' : `invalid: ${reason}`;
  },

  'config-mistakes': ({ at, put, page = false }) => {
    const config = change(aConfig(), at, put);
    try {
      if (page) {
        refuseSecret(config);
        checkConfig(config, true);
      } else compileConfig(config);
      return 'no mistake';
    } catch (error) {
      explainMistake(error, config);
      return error instanceof ConfigError ? { code: error.code, pointer: error.pointer } : String(error);
    }
  },

  decisions: ({ gives, ...row }) => takeAsked(decideIn(SITUATIONS['decisions']!(row)), gives),

  'reader-nodes': judgeNode,
  'page-nodes': judgeNode,
  'circumstance-nodes': judgeNode,
  trials: judgeNode,
  'split-tests': judgeNode,

  'sub-rules': ({ gives, ...row }) => {
    const { trace, ...decision } = decideIn(SITUATIONS['sub-rules']!(row));
    const [path, says] = [trace.map(({ node, exit }) => `${node}: ${exit}`), trace.map((entry) => entry.says)];
    return takeAsked({ ...decision, path, says }, gives);
  },
};

/** The address and the path of a page that was opened by a path. */
function locationsOf(path: string): readonly string[] {
  if (!path.startsWith('/')) return [];
  const { href, pathname } = new URL(`https://news.example/%2e${path}`);
  return [href, pathname];
}

/** A copy of a config with another value at a JSON pointer; without a value, the member is removed. */
export function change(config: unknown, pointer: string, value: unknown): unknown {
  if (pointer === '') return value;
  const copy = structuredClone(config);
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop()!;
  const parent = steps.reduce((place, step) => place[step] as Record<string, unknown>, copy as Record<string, unknown>);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
