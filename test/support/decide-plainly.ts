import { checkConfig } from '../../src/config/check-config.js';
import type { EngineInput } from '../../src/decision/compile-config.js';
import { createEngine } from '../../src/decision/create-engine.js';
import type { Evaluation } from '../../src/decision/evaluation.js';
import { createSiteFinder } from '../../src/facts/find-site.js';
import { identify } from '../../src/identity/identify.js';
import { limitProducts } from '../../src/identity/limit-products.js';
import type { Decision } from '../../src/model/decision.js';
import type { TokenResult } from '../../src/model/token.js';
import { createClaimsMapper } from '../../src/token/verify/map-claims.js';
import { describeOperand } from '../../src/rules/describe-operand.js';
import { AGENT_NODES } from '../../src/rules/nodes/agent-nodes.js';
import { FULL_REGISTRY } from '../../src/rules/full-registry.js';

/** Decides as a page does that is asked once: a new plain engine, without a cache. */
export function decidePlainly(config: unknown, feature: string, input: EngineInput): Decision {
  return evaluatePlainly(config, feature, input).decision;
}

/** The same, with what the decision would count. */
export function evaluatePlainly(config: unknown, feature: string, input: EngineInput): Evaluation {
  const whole = checkConfig(config);
  const products = limitProducts(whole, createSiteFinder(whole.sites)(input.url));
  const checked = products ? { ...whole, products } : whole;
  const engine = createEngine(checked, { ...FULL_REGISTRY, nodes: { ...FULL_REGISTRY.nodes, ...AGENT_NODES } });
  const { claims = {}, tokenStatus = 'none', user, usage = {}, now = 0, debug } = input;
  const tokens: Partial<Record<string, TokenResult>> = {
    valid: { status: 'valid', reason: null, claims, user },
    expired: { status: 'expired', reason: 'expired' },
  };
  return engine._evaluate(feature, {
    reader: identify(createClaimsMapper(checked.jwt)(tokens[tokenStatus] ?? { status: 'none', reason: null }), checked),
    facts: input,
    usage,
    now,
    debug: debug ? describeOperand : undefined,
  })!;
}
