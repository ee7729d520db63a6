import type { Config } from '../model/config.js';
import type { Claims, TokenResult, TokenStatus } from '../model/token.js';
import type { Decision } from '../model/decision.js';
import type { Identity } from '../model/identity.js';
import { parsePath } from '../lib/parse-path.js';
import { isRecord } from '../lib/is-record.js';
import { checkConfig } from '../config/check-config.js';
import { fail } from '../config/fail.js';
import { explainMistake } from '../config/explain-mistake.js';
import type { Facts } from '../facts/facts.js';
import { identify } from '../identity/identify.js';
import type { Usage } from '../usage/usage.js';
import { AGENT_NODES } from '../rules/nodes/agent-nodes.js';
import { FULL_REGISTRY } from '../rules/full-registry.js';
import { describeOperand } from '../rules/describe-operand.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { createEngine, type Engine } from './create-engine.js';
import { createMemoisedEngine } from './create-memoised-engine.js';
import { freezeDecision } from './decide-cached.js';

/** All that a decision can depend on; anything may be left out. */
export interface EngineInput extends Facts {
  /** Believed only with `tokenStatus: "valid"`. */
  readonly claims?: Claims;
  readonly tokenStatus?: TokenStatus;
  /** The reader's record in the publisher's user store. */
  readonly user?: Identity['user'];
  readonly usage?: Usage;
  /** The trace tells what each node compared with: the reader's own data, for his own eyes and no log. */
  readonly debug?: boolean;
}

/** A compiled config: decides without a page, a network or a promise. */
export interface CompiledConfig {
  /** Decides one feature; reason `unknown-feature` when there is none of that name. Never throws. */
  decide(feature: string, input?: EngineInput): Decision;
  /** Decides every feature of the config. */
  decideAll(input?: EngineInput): Record<string, Decision>;
}

/**
 * Checks a whole config at once and makes an engine of it that runs in a page, in Node and on an edge runtime alike.
 *
 * @param config - The config as an object.
 * @throws {ConfigError} At the first mistake, wherever it is.
 */
export function compileConfig(config: unknown): CompiledConfig {
  const { checked, engine } = compile(config);
  const features = Object.keys(checked.features);
  const memoised = createMemoisedEngine(engine, features);
  const contextOf = (input: EngineInput): EvaluationContext => ({
    reader: identify(tokenOf(input), checked),
    facts: input,
    usage: input.usage ?? {},
    now: input.now ?? Date.now(),
    debug: input.debug ? describeOperand : undefined,
  });
  return {
    decide: (feature, input) => {
      const context = tryTo(() => contextOf(input ?? {}));
      if (context) return memoised.decide(feature, context);
      const isKnown = features.includes(feature);
      return isKnown ? freezeDecision(engine.fault(feature)) : memoised.decide(feature, contextOf({}));
    },
    decideAll: (input) => {
      const context = tryTo(() => contextOf(input ?? {}));
      if (context) return memoised.decideAll(context);
      return Object.fromEntries(features.map((feature) => [feature, freezeDecision(engine.fault(feature))]));
    },
  };
}

/** Reading what is handed in may run code of the site's own, which may throw. */
function tryTo<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function compile(config: unknown): { readonly checked: Config; readonly engine: Engine } {
  try {
    const checked = checkConfig(config);
    const path = checked.jwt?.userAttributes?.privateClaimName;
    if (path?.startsWith('$') && !parsePath(path)) fail('jsonpath-invalid', '/jwt/userAttributes/privateClaimName');
    const registry = { ...FULL_REGISTRY, nodes: { ...FULL_REGISTRY.nodes, ...AGENT_NODES } };
    const engine = createEngine(checked, registry);
    engine.check();
    for (const feature of Object.keys(checked.features)) {
      const { mistake } = engine.open(feature);
      // What an older SDK lacks, and what the config says it needs, costs only the features that use it.
      if (mistake && mistake.code !== 'node-type-required') throw mistake;
    }
    return { checked, engine };
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
