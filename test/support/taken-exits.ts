/** The exits that a reader takes, by the engine itself. */
import { checkConfig } from '../../src/config/check-config.js';
import type { EngineInput } from '../../src/decision/compile-config.js';
import { createEngine, type Engine } from '../../src/decision/create-engine.js';
import { perSite } from '../../src/decision/per-site.js';
import { identify } from '../../src/identity/identify.js';
import type { Config } from '../../src/model/config.js';
import type { TokenResult } from '../../src/model/token.js';
import { COMPLETE_REGISTRY } from '../../src/rules/complete-registry.js';
import type { PathEntry } from '../../src/rules/compiled-rule.js';
import { evaluateRule } from '../../src/rules/evaluate-rule.js';
import { createClaimsMapper } from '../../src/token/verify/map-claims.js';

/** Creates a function that tells which exits a reader takes in the rule of a feature, each as `pointer exit`. */
export function createExitReader(config: unknown): (feature: string, input: EngineInput) => string[] {
  const whole: Config = checkConfig(config);
  const map = createClaimsMapper(whole.jwt);
  const engineFor = perSite(whole, (checked): { checked: Config; engine: Engine } => ({
    checked,
    engine: createEngine(checked, COMPLETE_REGISTRY),
  }));
  return (feature, input) => {
    const { checked, engine } = engineFor(input.url);
    const { claims = {}, user, usage = {}, tokenStatus, now = 0, groups } = input;
    const valid: TokenResult = { status: 'valid', reason: null, claims, user };
    const none: TokenResult = { status: 'none', reason: null };
    const expired: TokenResult = { status: 'expired', reason: 'expired' };
    const token = tokenStatus === 'valid' ? valid : tokenStatus === 'expired' ? expired : none;
    const reader = identify(map(token), checked);
    const entry = engine.open(feature)!;
    const path: PathEntry[] = [];
    const context = { reader, facts: input, usage, now, _groups: groups };
    evaluateRule(entry._ruleOf(reader._stateFor(entry.grants)), context, path);
    return path.map(({ node, trace }) => `${node.pointer} ${trace.exit}`);
  };
}
