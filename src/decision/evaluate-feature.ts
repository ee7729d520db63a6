import type { UserState } from '../model/config.js';
import type { CompiledRule, DecisionExtras, PathEntry } from '../rules/compiled-rule.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { describePath, evaluateRule } from '../rules/evaluate-rule.js';
import { createDecision } from './create-decision.js';
import type { Evaluation } from './evaluation.js';

/** Evaluates the rule of a feature: the decision, and what it would count. */
export function evaluateFeature(
  feature: string,
  userState: UserState,
  rule: CompiledRule,
  context: EvaluationContext,
): Evaluation {
  const path: PathEntry[] = [];
  const terminal = evaluateRule(rule, context, path);
  const extras = collectExtras(path, context);
  const { effects, timeTrials } = extras;
  return {
    decision: createDecision(feature, userState, terminal, 'rule', describePath(path, context), extras),
    effects,
    timeTrials,
  };
}

/** Collects what the nodes on a path add to a decision, and what it would count. */
export function collectExtras(path: readonly PathEntry[], context: EvaluationContext): DecisionExtras {
  const extras: DecisionExtras = {
    trials: {},
    splitTests: {},
    more: {},
    effects: { spends: [], timeTrials: [] },
    timeTrials: [],
  };
  for (const { node } of path) node.condition.extension?._addExtras?.(context, extras);
  return extras;
}
