import type { Config } from '../model/config.js';
import type { Claims, TokenResult, TokenStatus } from '../model/token.js';
import type { Decision } from '../model/decision.js';
import type { Identity } from '../model/identity.js';
import { parsePath } from '../lib/parse-path.js';
import { isRecord } from '../lib/is-record.js';
import { createClaimsMapper } from '../token/verify/map-claims.js';
import { checkConfig } from '../config/check-config.js';
import { fail } from '../config/fail.js';
import { explainMistake } from '../config/explain-mistake.js';
import { refuseSecret } from '../config/find-secret.js';
import type { Facts } from '../facts/facts.js';
import { identify, type Reader } from '../identity/identify.js';
import { indexGrants } from '../identity/index-grants.js';
import { hasLimitedProducts } from '../identity/limit-products.js';
import type { Usage } from '../usage/usage.js';
import { COMPLETE_REGISTRY } from '../rules/complete-registry.js';
import { describeOperand } from '../rules/describe-operand.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { createEngine, type Engine } from './create-engine.js';
import { withoutEffects, type Evaluation } from './evaluation.js';
import { freezeDecision } from './freeze-decision.js';
import { MemoisedEngine } from './memoised-engine.js';
import { perSite } from './per-site.js';
import { toPublicEvaluation, type Evaluated } from './to-public-evaluation.js';

/** All that a decision can depend on. Every member is optional. */
export interface EngineInput extends Facts {
  /** Used only with `tokenStatus: "valid"`. */
  readonly claims?: Claims;
  readonly tokenStatus?: TokenStatus;
  /** The reader's record in the publisher's user store. */
  readonly user?: Identity['user'];
  readonly usage?: Usage;
  /** Groups of split tests by id of the test, for tests and replays. One that the test does not have is ignored. */
  readonly groups?: Readonly<Record<string, string>>;
  /** The trace says what each node compared with: the reader's own data, for their eyes only and for no log. */
  readonly debug?: boolean;
}

/** A compiled config: decides without a page, a network or a promise. */
export interface CompiledConfig {
  /**
   * Decides one feature. Never throws.
   *
   * @returns A frozen decision; its reason is `unknown-feature` when there is no feature of that name.
   * @example compileConfig(config).decide('articles', { url: 'https://site.example/news' }).access // false
   */
  decide(feature: string, input?: EngineInput): Decision;
  /**
   * Decides every feature of the config, or some features by name. Never throws. Reads the input once for all of them.
   *
   * @param names - Features to decide in place of all, each as `decide` decides it.
   * @example compileConfig(config).decideAll()['articles'].outcomeId // 'wall'
   */
  decideAll(input?: EngineInput, names?: Iterable<string>): Record<string, Decision>;
  /**
   * Decides one feature, and says what the decision would count, so that a server can meter. Counts nothing. Never throws.
   *
   * @returns Frozen. `effects.spends` is empty when the trial is used up or has counted this article or page view;
   *   `effects.timeTrials` has only trials that begin now. A fault and an unknown feature have no effects.
   * @example
   * const { decision, effects } = compileConfig(config).evaluate('articles', { url, usage });
   * if (decision.access) for (const { tracker, item, at } of effects.spends) await store.count(reader, tracker, item, at);
   */
  evaluate(feature: string, input?: EngineInput): Evaluated;
}

/**
 * Checks a whole config and compiles it into an engine for pages, Node and edge runtimes.
 *
 * @param config - The config as an object.
 * @throws {ConfigError} At the first mistake, wherever it is.
 * @example
 * const engine = compileConfig({ version: 1, features: { articles: { rules: { anonymous: { content: 'hide' } } } } });
 * engine.decide('articles').access; // false
 */
export function compileConfig(config: unknown): CompiledConfig {
  return compileParts(config, false)[0];
}

/** A compiled config whose evaluations say by which trial they count, for a server that counts them. */
export interface MeteredConfig extends CompiledConfig {
  /** Decides one feature as `evaluate` does, with all that is needed to count its effects. */
  evaluatePending(feature: string, input: EngineInput): Evaluation;
}

/**
 * Compiles a config as `compileConfig` does, for claims that nobody changes: the reader of an object of claims is identified once.
 *
 * @throws {ConfigError} At the first mistake, wherever it is.
 */
export function compileMetered(config: unknown): MeteredConfig {
  const [compiled, evaluatePending] = compileParts(config, true);
  return { ...compiled, evaluatePending };
}

/** The engine of the sites on which the same products count. */
interface SiteEngine {
  readonly config: Config;
  readonly engine: Engine;
  readonly memoised: MemoisedEngine;
  /** By the claims of a valid token without a user record. */
  readonly readers: WeakMap<Claims, Reader>;
}

function compileParts(config: unknown, areClaimsFrozen: boolean): [CompiledConfig, MeteredConfig['evaluatePending']] {
  const { checked, engine: sound, map } = compile(config);
  const features = Object.keys(checked.features);
  const engineFor = perSite<SiteEngine>(checked, (limited) => {
    const engine = limited === checked ? sound : createEngine(limited, COMPLETE_REGISTRY, indexGrants(limited));
    return { config: limited, engine, memoised: new MemoisedEngine(engine, features), readers: new WeakMap() };
  });
  const readerOf = (input: EngineInput, { config, readers }: SiteEngine): Reader => {
    const { claims, tokenStatus, user } = input;
    const isKept = areClaimsFrozen && tokenStatus === 'valid' && !user && isRecord(claims);
    const known = isKept ? readers.get(claims) : undefined;
    if (known) return known;
    const reader = identify(map(tokenOf(input)), config);
    if (isKept) readers.set(claims, reader);
    return reader;
  };
  const contextOf = (input: EngineInput, site: SiteEngine): EvaluationContext => ({
    reader: readerOf(input, site),
    facts: input,
    usage: input.usage ?? {},
    _groups: input.groups,
    now: input.now ?? Date.now(),
    debug: input.debug ? describeOperand : undefined,
  });
  const only = hasLimitedProducts(checked) ? null : engineFor(undefined);
  const siteOf = (input: EngineInput | undefined): SiteEngine =>
    only ?? tryTo(() => engineFor(input?.url)) ?? engineFor(undefined);
  const tryContextOf = (input: EngineInput | undefined, site: SiteEngine): EvaluationContext | null =>
    tryTo(() => contextOf(input ?? {}, site));
  /** The decision where the input cannot be read. */
  const decideWithout = (feature: string, site: SiteEngine): Decision =>
    features.includes(feature)
      ? freezeDecision(site.engine.fault(feature))
      : site.memoised.decide(feature, contextOf({}, site));
  const evaluatePending = (feature: string, input: EngineInput | undefined): Evaluation => {
    const site = siteOf(input);
    const context = tryContextOf(input, site);
    return context ? site.memoised.evaluate(feature, context) : withoutEffects(decideWithout(feature, site));
  };
  const compiled: CompiledConfig = {
    decide: (feature, input) => {
      const site = siteOf(input);
      const context = tryContextOf(input, site);
      return context ? site.memoised.decide(feature, context) : decideWithout(feature, site);
    },
    decideAll: (input, names) => {
      const site = siteOf(input);
      const context = tryContextOf(input, site);
      if (context) return names ? site.memoised.decideSome(names, context) : site.memoised.decideAll(context);
      return Object.fromEntries(Array.from(names ?? features, (feature) => [feature, decideWithout(feature, site)]));
    },
    evaluate: (feature, input) => toPublicEvaluation(evaluatePending(feature, input)),
  };
  return [compiled, evaluatePending];
}

/** Reading the input may run code of the site, which may throw. */
function tryTo<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function compile(config: unknown): {
  readonly checked: Config;
  readonly engine: Engine;
  readonly map: ReturnType<typeof createClaimsMapper>;
} {
  try {
    refuseSecret(config);
    const checked = checkConfig(config);
    const path = checked.jwt?.userAttributes?.privateClaimName;
    if (path?.startsWith('$') && !parsePath(path)) fail('jsonpath-invalid', '/jwt/userAttributes/privateClaimName');
    const map = createClaimsMapper(checked.jwt);
    const engine = createEngine(checked, COMPLETE_REGISTRY, indexGrants(checked));
    engine._check();
    for (const feature of Object.keys(checked.features)) {
      const { _mistake: mistake } = engine.open(feature)!;
      // A node type that this SDK lacks, and that the config declares as required, costs only the features that use it.
      if (mistake && mistake.code !== 'node-type-required') throw mistake;
    }
    return { checked, engine, map };
  } catch (error) {
    throw explainMistake(error, config);
  }
}

function tokenOf({ claims, tokenStatus, user }: EngineInput): TokenResult {
  if (tokenStatus === 'valid') return { status: 'valid', reason: null, claims: isRecord(claims) ? claims : {}, user };
  if (tokenStatus === 'expired') return { status: 'expired', reason: 'expired' };
  if (tokenStatus === 'unreachable') return { status: 'unreachable', reason: 'network' };
  return tokenStatus === 'invalid' ? { status: 'invalid', reason: 'signature' } : { status: 'none', reason: null };
}
