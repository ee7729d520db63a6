import type { TraceEntry } from '../model/decision.js';
import { EXITS, type CompiledRule, type Ending } from './compile-rule.js';
import { NO, type Question } from './pass.js';

/** What a rule came to: where it ended, and the way there as numbers of nodes and answers by turns. */
export interface Evaluation {
  readonly ending: Ending;
  readonly path: readonly number[];
}

/** Walks through a rule. Ends for every rule that compiles, as none of them has a circle. */
export function evaluateRule({ start, nodes, endings }: CompiledRule, question: Question): Evaluation {
  const path: number[] = [];
  let at = start;
  while (at >= 0) {
    const { test, targets } = nodes[at]!;
    const asked = test.ask(question);
    // Without an exit of its own, `unknown` leaves by `no`.
    const answer = asked < targets.length ? asked : NO;
    path.push(at, answer);
    at = targets[answer]!;
  }
  return { ending: endings[~at]!, path };
}

/** Puts the path of an evaluation into words: slow beside evaluating, so only for those who read them. */
export function describePath({ nodes }: CompiledRule, { path }: Evaluation, question: Question): TraceEntry[] {
  const trace: TraceEntry[] = [];
  for (let i = 0; i < path.length; i += 2) {
    const { id, type, test } = nodes[path[i]!]!;
    const exit = EXITS[path[i + 1]!]!;
    trace.push({ node: id, type, says: `${test.says(question)}: ${exit}`, exit });
  }
  return trace;
}
