import type { UserState } from '../model/config.js';
import type { CompiledRule, DecisionExtras, PathEntry } from '../rules/compiled-rule.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { describePath, evaluateRule } from '../rules/evaluate-rule.js';
import { createDecision } from './create-decision.js';
import { NO_EFFECTS, type Evaluation } from './evaluation.js';

/** Evaluates the rule of a feature: the decision, and what it would count. */
export function evaluateFeature(
  feature: string,
  userState: UserState,
  rule: CompiledRule,
  context: EvaluationContext,
): Evaluation {
  const path: PathEntry[] = [];
  const terminal = evaluateRule(rule, context, path);
  const extras: DecisionExtras = { trials: {}, splitTests: {}, spends: [], starts: [], timeTrials: [] };
  if (rule.hasExtensions) {
    for (const { node } of path) node.condition.extension?.addExtras?.(context, extras);
  }
  const { spends, starts, timeTrials } = extras;
  const decision = createDecision(feature, userState, terminal, 'rule', describePath(path, context), extras);
  const effects = spends.length || starts.length ? { spends, timeTrials: starts } : NO_EFFECTS;
  return { decision, effects, timeTrials };
}
