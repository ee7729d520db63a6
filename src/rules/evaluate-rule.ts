import type { TraceEntry } from '../model/decision.js';
import type { CompiledRule, Ending, Question, Step, Visited } from './compiled-rule.js';
import { NO, OWN, UNKNOWN, type Answer, type Pass } from './pass.js';

/** Names of the exits by answer: `NO`, `YES`, `UNKNOWN`. */
export const EXITS = ['no', 'yes', 'unknown'] as const;

/**
 * Walks through a rule to where it ends. Ends for every rule that compiles, as none of them has a circle. Nothing is made
 * on the way: the questions keep their answers, so the way can be found again in the same pass.
 */
export function evaluateRule({ start }: CompiledRule, pass: Pass): Ending {
  let step: Step = start;
  while (step.targets) {
    const { question, targets }: { question: Question; targets: readonly Step[] } = step;
    const found = question.pass === pass ? question.answer : answer(question, pass);
    step = targets[found] ?? (question.datum.value as Ending);
  }
  return step;
}

/** The way that `evaluateRule` took in this pass, through rules inside of nodes too. */
export function retrace({ start }: CompiledRule, pass: Pass): Visited[] {
  const way: Visited[] = [];
  let step: Step = start;
  while (step.targets) {
    const { question, targets }: { question: Question; targets: readonly Step[] } = step;
    way.push({ node: step, answer: question.answer }, ...(question.more?.inside?.(pass) ?? []));
    step = targets[question.answer] ?? (question.datum.value as Ending);
  }
  return way;
}

/**
 * Puts a way into words: slow beside evaluating, so only for those who read them.
 *
 * @param debugged - The pass, where the words may tell the reader's own data.
 */
export function describeWay(way: readonly Visited[], debugged: Pass | null): TraceEntry[] {
  return way.map(({ node: { id, type, question, targets }, answer: found }) => {
    const left = found === UNKNOWN && targets[UNKNOWN] === targets[NO] ? NO : found;
    const exit = EXITS[left] ?? question.more!.exits![left - OWN] ?? 'outcome';
    return { node: id, type, says: `${question.says(debugged)}: ${exit}`, exit };
  });
}

/** Answers a question. What was read in this pass already is not read again. */
export function answer(question: Question, pass: Pass): Answer {
  const { datum } = question;
  if (datum.pass !== pass) {
    datum.value = datum.read(pass);
    datum.pass = pass;
  }
  question.answer = question.operator(datum.value, pass);
  question.pass = pass;
  return question.answer;
}
