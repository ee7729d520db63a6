import type { TraceEntry } from '../model/decision.js';
import type { CompiledCondition, CompiledNode, CompiledRule, PathEntry, Step, Terminal } from './compiled-rule.js';
import { FIRST_OWN_EXIT, NO, UNKNOWN, type EvaluationContext, type ExitIndex } from './evaluation-context.js';

/** Names of the exits with the indexes `NO`, `YES` and `UNKNOWN`. */
export const EXIT_NAMES = ['no', 'yes', 'unknown'] as const;

/**
 * Follows a rule to its terminal. Ends for every compiled rule, as none has a cycle.
 *
 * @param path - Receives the nodes of the path, each followed by those of the rule inside it.
 */
export function evaluateRule({ start }: CompiledRule, context: EvaluationContext, path?: PathEntry[]): Terminal {
  let step: Step = start;
  while (step._targets) {
    const { condition, _targets: targets }: CompiledNode = step;
    const exit = evaluateCondition(condition, context);
    path?.push((step._entries ??= [])[exit] ?? createEntry(step, exit));
    step = targets[exit] ?? (condition.operand.value as Terminal);
    condition.extension?._addInnerPath?.(context, path);
  }
  return step;
}

/**
 * Puts a path into words.
 *
 * @param context - The context of the path. Only one for debugging adds the reader's own data.
 * @returns A frozen list of frozen entries.
 */
export function describePath(path: readonly PathEntry[], context: EvaluationContext): readonly TraceEntry[] {
  const { debug } = context;
  return Object.freeze(
    path.map(({ node: { condition }, trace }) => {
      if (!debug || condition.isFact) return trace;
      const found = debug(() => condition.operand.read(context));
      return Object.freeze({ ...trace, says: `${condition.says()} (it is ${found}): ${trace.exit}` });
    }),
  );
}

/** Evaluates a condition. Values that this context has read or evaluated before are taken from it. */
export function evaluateCondition(condition: CompiledCondition, context: EvaluationContext): ExitIndex {
  const { operand } = condition;
  if (condition._context !== context) {
    if (operand._context !== context) {
      operand.value = operand.read(context);
      operand._context = context;
    }
    condition.exit = condition.operator(operand.value, context);
    condition._context = context;
  }
  return condition.exit;
}

function createEntry(node: CompiledNode, exit: ExitIndex): PathEntry {
  const { id, type, condition, _targets: targets } = node;
  const taken = exit === UNKNOWN && targets[UNKNOWN] === targets[NO] ? NO : exit;
  const name = EXIT_NAMES[taken] ?? condition.extension!.exits![taken - FIRST_OWN_EXIT] ?? 'outcome';
  const trace = Object.freeze({ node: id, type, says: `${condition.says()}: ${name}`, exit: name });
  return (node._entries![exit] = { node, exit, trace });
}
