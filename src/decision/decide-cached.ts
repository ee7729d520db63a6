import type { Decision } from '../model/decision.js';
import type { CompiledRule, Terminal, CompiledCondition, Step, PathEntry } from '../rules/compiled-rule.js';
import { evaluateCondition, evaluateRule } from '../rules/evaluate-rule.js';
import { decideByRule } from './create-engine.js';

/** A decision and the way to it. */
interface CachedDecision {
  readonly decision: Decision;
  readonly path: readonly PathEntry[];
}

/** An ending, with what was decided when ways ended there before, by the marks of the ways. */
interface CachingTerminal extends Terminal {
  known?: Map<number, CachedDecision>;
}

/** A rule, and whether some node of it can be reached on several ways. */
interface CachedRule extends CompiledRule {
  shared?: boolean;
}

/** Ways to one ending whose decisions are kept. */
const MOST = 64;

/**
 * Decides by a rule, and gives whoever comes the same way the same decision, frozen: it depends on nothing else, the words
 * of its trace included. Nothing is made on the way then. Worth its memory where one engine decides for many readers.
 */
export const decideCached: typeof decideByRule = (feature, userState, rule, context) => {
  if (rule.hasExtensions || context.debug) return decideByRule(feature, userState, rule, context);
  let step: Step = rule.start;
  let mark = 0;
  while (step.targets) {
    const { condition, targets }: { condition: CompiledCondition; targets: readonly Step[] } = step;
    const found = condition.context === context ? condition.exit : evaluateCondition(condition, context);
    mark = (Math.imul(mark, 31) + found) | 0;
    step = targets[found]!;
  }
  const paths = ((step as CachingTerminal).known ??= new Map<number, CachedDecision>());
  const known = paths.get(mark);
  // Ways of one mark are the same where all answers on them are. In a rule that is a tree, one way leads to each ending.
  const shared = ((rule as CachedRule).shared ??= isShared(rule));
  if (known && !(shared && known.path.some(({ node, exit: left }) => node.condition.exit !== left)))
    return known.decision;
  const decision = freezeDecision(decideByRule(feature, userState, rule, context));
  if (paths.size >= MOST) paths.clear();
  const path: PathEntry[] = [];
  if (shared) evaluateRule(rule, context, path);
  paths.set(mark, { decision, path });
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
