import type { TraceEntry } from '../model/decision.js';
import type { CompiledNode, CompiledRule, Ending, Question, Step, Visited } from './compiled-rule.js';
import { NO, OWN, UNKNOWN, type Answer, type Pass } from './pass.js';

/** Names of the exits by answer: `NO`, `YES`, `UNKNOWN`. */
export const EXITS = ['no', 'yes', 'unknown'] as const;

/**
 * Walks through a rule to where it ends. Ends for every rule that compiles, as none of them has a circle.
 *
 * @param way - Is added the nodes on the way, each followed by those of the rule inside it.
 */
export function evaluateRule({ start }: CompiledRule, pass: Pass, way?: Visited[]): Ending {
  let step: Step = start;
  while (step.targets) {
    const { question, targets }: CompiledNode = step;
    const found = answer(question, pass);
    way?.push({ node: step, answer: found });
    step = targets[found] ?? (question.datum.value as Ending);
    question.more?.inside?.(pass, way);
  }
  return step;
}

/**
 * Puts a way into words: slow beside evaluating, so only for those who read them.
 *
 * @param debugged - The pass, where it is one for debugging.
 */
export function describeWay(way: readonly Visited[], debugged: Pass | undefined): readonly TraceEntry[] {
  return way.map(({ node: { id, type, question, targets }, answer: given }) => {
    const left = given === UNKNOWN && targets[UNKNOWN] === targets[NO] ? NO : given;
    const exit = EXITS[left] ?? question.more!.exits![left - OWN] ?? 'outcome';
    const found =
      debugged && !question.isFact ? ` (it is ${debugged.debug!(() => question.datum.read(debugged))})` : '';
    return Object.freeze({ node: id, type, says: `${question.says()}${found}: ${exit}`, exit });
  });
}

/** Answers a question. What was read or answered in this pass already is taken from there. */
export function answer(question: Question, pass: Pass): Answer {
  const { datum } = question;
  if (question.pass !== pass) {
    if (datum.pass !== pass) {
      datum.value = datum.read(pass);
      datum.pass = pass;
    }
    question.answer = question.operator(datum.value, pass);
    question.pass = pass;
  }
  return question.answer;
}
