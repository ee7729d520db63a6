import type { TraceEntry } from '../model/decision.js';
import type { CompiledNode, CompiledRule, Terminal, CompiledCondition, Step, PathEntry } from './compiled-rule.js';
import { NO, FIRST_OWN_EXIT, UNKNOWN, type ExitIndex, type EvaluationContext } from './evaluation-context.js';

/** Names of the exits by answer: `NO`, `YES`, `UNKNOWN`. */
export const EXIT_NAMES = ['no', 'yes', 'unknown'] as const;

/**
 * Walks through a rule to where it ends. Ends for every rule that compiles, as none of them has a circle.
 *
 * @param way - Is added the nodes on the way, each followed by those of the rule inside it.
 */
export function evaluateRule({ start }: CompiledRule, context: EvaluationContext, path?: PathEntry[]): Terminal {
  let step: Step = start;
  while (step.targets) {
    const { condition, targets }: CompiledNode = step;
    const found = evaluateCondition(condition, context);
    path?.push({ node: step, exit: found });
    step = targets[found] ?? (condition.operand.value as Terminal);
    condition.extension?.addInnerPath?.(context, path);
  }
  return step;
}

/**
 * Puts a way into words: slow beside evaluating, so only for those who read them.
 *
 * @param debugged - The pass, where it is one for debugging.
 */
export function describeWay(
  path: readonly PathEntry[],
  debugContext: EvaluationContext | undefined,
): readonly TraceEntry[] {
  return path.map(({ node: { id, type, condition, targets }, exit: given }) => {
    const left = given === UNKNOWN && targets[UNKNOWN] === targets[NO] ? NO : given;
    const exit = EXIT_NAMES[left] ?? condition.extension!.exits![left - FIRST_OWN_EXIT] ?? 'outcome';
    const found =
      debugContext && !condition.isFact
        ? ` (it is ${debugContext.debug!(() => condition.operand.read(debugContext))})`
        : '';
    return Object.freeze({ node: id, type, says: `${condition.says()}${found}: ${exit}`, exit });
  });
}

/** Answers a question. What was read or answered in this pass already is taken from there. */
export function evaluateCondition(condition: CompiledCondition, context: EvaluationContext): ExitIndex {
  const { operand } = condition;
  if (condition.context !== context) {
    if (operand.context !== context) {
      operand.value = operand.read(context);
      operand.context = context;
    }
    condition.exit = condition.operator(operand.value, context);
    condition.context = context;
  }
  return condition.exit;
}
