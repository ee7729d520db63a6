import { checkConfig } from '../../src/config/check-config.js';
import type { EngineInput } from '../../src/decision/compile-config.js';
import { createEngine } from '../../src/decision/create-engine.js';
import { identify } from '../../src/identity/identify.js';
import type { Decision } from '../../src/model/decision.js';
import type { TokenResult } from '../../src/model/token.js';
import { describeOperand } from '../../src/rules/describe-operand.js';
import { AGENT_NODES } from '../../src/rules/nodes/agent-nodes.js';
import { FULL_REGISTRY } from '../../src/rules/full-registry.js';

/** Decides as a page does that is asked once and remembers nothing: a new engine, and each rule walked node by node. */
export function decidePlainly(config: unknown, feature: string, input: EngineInput): Decision {
  const checked = checkConfig(config);
  const engine = createEngine(checked, { ...FULL_REGISTRY, nodes: { ...FULL_REGISTRY.nodes, ...AGENT_NODES } });
  const { claims = {}, tokenStatus = 'none', user, usage = {}, now = 0, debug } = input;
  const tokens: Partial<Record<string, TokenResult>> = {
    valid: { status: 'valid', reason: null, claims, user },
    expired: { status: 'expired', reason: 'expired' },
  };
  return engine.decide(feature, {
    reader: identify(tokens[tokenStatus] ?? { status: 'none', reason: null }, checked),
    facts: input,
    usage,
    now,
    debug: debug ? describeOperand : undefined,
  });
}
