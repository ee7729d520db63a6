import type { Decision } from '../model/decision.js';
import type { CompiledRule, Ending, Question, Step, Visited } from '../rules/compiled-rule.js';
import { answer, evaluateRule } from '../rules/evaluate-rule.js';
import { decideByRule } from './create-engine.js';

/** A decision and the way to it. */
interface Known {
  readonly decision: Decision;
  readonly way: readonly Visited[];
}

/** An ending, with what was decided when ways ended there before, by the marks of the ways. */
interface RememberingEnding extends Ending {
  known?: Map<number, Known>;
}

/** A rule, and whether some node of it can be reached on several ways. */
interface KnownRule extends CompiledRule {
  shared?: boolean;
}

/** Ways to one ending whose decisions are kept. */
const MOST = 64;

/**
 * Decides by a rule, and gives whoever comes the same way the same decision, frozen: it depends on nothing else, the words
 * of its trace included. Nothing is made on the way then. Worth its memory where one engine decides for many readers.
 */
export const rememberDecision: typeof decideByRule = (feature, userState, rule, pass) => {
  if (rule.fresh || pass.debug) return decideByRule(feature, userState, rule, pass);
  let step: Step = rule.start;
  let mark = 0;
  while (step.targets) {
    const { question, targets }: { question: Question; targets: readonly Step[] } = step;
    const found = question.pass === pass ? question.answer : answer(question, pass);
    mark = (Math.imul(mark, 31) + found) | 0;
    step = targets[found]!;
  }
  const ways = ((step as RememberingEnding).known ??= new Map<number, Known>());
  const known = ways.get(mark);
  // Ways of one mark are the same where all answers on them are. In a rule that is a tree, one way leads to each ending.
  const shared = ((rule as KnownRule).shared ??= isShared(rule));
  if (known && !(shared && known.way.some(({ node, answer: left }) => node.question.answer !== left)))
    return known.decision;
  const decision = freezeDecision(decideByRule(feature, userState, rule, pass));
  if (ways.size >= MOST) ways.clear();
  const way: Visited[] = [];
  if (shared) evaluateRule(rule, pass, way);
  ways.set(mark, { decision, way });
  return decision;
};

function isShared({ start }: CompiledRule): boolean {
  const reached = new Set<Step>();
  const open: Step[] = [start];
  for (let step = open.pop(); step; step = open.pop()) {
    // An exit `unknown` that is the exit `no` is no second way.
    for (const next of new Set(step.targets ?? [])) {
      if (next.targets && reached.has(next)) return true;
      reached.add(next);
      open.push(next);
    }
  }
  return false;
}

/** Several askers hold the same decision: none of them can change it for the others. Its trace is frozen when it is made. */
export function freezeDecision(decision: Decision): Decision {
  const { content, components, trials, splitTests } = decision;
  if (typeof content === 'object') Object.freeze(content.keep);
  for (const trial of Object.values(trials)) Object.freeze(trial);
  for (const member of [content, components, trials, splitTests]) Object.freeze(member);
  return Object.freeze(decision);
}
