import type { UserState } from '../model/config.js';
import type {
  CompiledCondition,
  CompiledRule,
  DecisionExtras,
  PathEntry,
  Step,
  Terminal,
} from '../rules/compiled-rule.js';
import type { Decision } from '../model/decision.js';
import { describePath, evaluateCondition, evaluateRule } from '../rules/evaluate-rule.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { createDecision } from './create-decision.js';
import { collectExtras, evaluateFeature } from './evaluate-feature.js';
import type { Evaluation } from './evaluation.js';
import { freezeDecision } from './freeze-decision.js';
import { MAX_CACHED_PATHS } from './limits.js';

/** An evaluation and the path to it. */
interface CachedEvaluation {
  readonly evaluation: Evaluation;
  readonly path: readonly PathEntry[];
}

/** A decision that says what remains of trials, and the path to it. */
interface CachedDecision {
  readonly decision: Decision;
  readonly path: readonly PathEntry[];
}

/** A terminal with the evaluations of paths that ended there, by the hashes of the paths. */
interface CachingTerminal extends Terminal {
  cache?: Map<number, CachedEvaluation>;
  /** Decisions of rules with trials and split tests, by what these add. */
  decisions?: Map<string, CachedDecision>;
}

/** A rule, and whether some node of it can be reached on several paths. */
interface CachedRule extends CompiledRule {
  isShared?: boolean;
}

/**
 * Evaluates the rule of a feature, and returns the same frozen evaluation for the same path: it depends on nothing else,
 * the words of its trace included. Worth its memory where one engine decides for many readers.
 */
export function evaluateCached(
  feature: string,
  userState: UserState,
  rule: CompiledRule,
  context: EvaluationContext,
): Evaluation {
  if (context.debug) return evaluateFrozen(feature, userState, rule, context);
  if (rule._hasExtensions) return evaluateExtended(feature, userState, rule, context);
  let step: Step = rule.start;
  let hash = 0;
  while (step._targets) {
    const { condition, _targets: targets }: { condition: CompiledCondition; _targets: readonly Step[] } = step;
    const exit = condition._context === context ? condition.exit : evaluateCondition(condition, context);
    hash = (Math.imul(hash, 31) + exit) | 0;
    step = targets[exit]!;
  }
  const cache = ((step as CachingTerminal).cache ??= new Map<number, CachedEvaluation>());
  const cached = cache.get(hash);
  // Paths of one hash are the same where all exits on them are. In a rule that is a tree, one path leads to each terminal.
  const shared = ((rule as CachedRule).isShared ??= isShared(rule));
  if (cached && !(shared && cached.path.some(({ node, exit }) => node.condition.exit !== exit)))
    return cached.evaluation;
  const evaluation = evaluateFrozen(feature, userState, rule, context);
  if (cache.size >= MAX_CACHED_PATHS) cache.clear();
  const path: PathEntry[] = [];
  if (shared) evaluateRule(rule, context, path);
  cache.set(hash, { evaluation, path });
  return evaluation;
}

/**
 * Evaluates a rule with trials or split tests. Its effects are made each time; its decision is the same as long as the path is
 * the same and as much remains of its trials: variables and notifications follow from the path.
 */
function evaluateExtended(
  feature: string,
  userState: UserState,
  rule: CompiledRule,
  context: EvaluationContext,
): Evaluation {
  const path: PathEntry[] = [];
  const terminal: CachingTerminal = evaluateRule(rule, context, path);
  const extras = collectExtras(path, context);
  const { effects, timeTrials } = extras;
  const cache = (terminal.decisions ??= new Map<string, CachedDecision>());
  const key = nameDecision(feature, userState, path, extras);
  let cached = cache.get(key);
  if (!cached || !isSamePath(cached.path, path)) {
    const decision = createDecision(feature, userState, terminal, 'rule', describePath(path, context), extras);
    cached = { decision: freezeDecision(decision), path };
    if (cache.size >= MAX_CACHED_PATHS) cache.clear();
    cache.set(key, cached);
  }
  return { decision: cached.decision, effects, timeTrials };
}

/** Names a decision, among those of one path, by what remains of its trials and by the groups of its split tests. */
function nameDecision(
  feature: string,
  userState: UserState,
  path: readonly PathEntry[],
  { trials, splitTests }: DecisionExtras,
): string {
  let hash = 0;
  for (const { exit } of path) hash = (Math.imul(hash, 31) + exit) | 0;
  let name = `${userState} ${feature.length} ${feature} ${hash}`;
  for (const { remaining, resetsAt } of Object.values(trials)) name += ` ${remaining} ${resetsAt}`;
  for (const group of Object.values(splitTests)) name += ` ${group.length} ${group}`;
  return name;
}

/** Paths share the entry of a node and an exit. */
function isSamePath(one: readonly PathEntry[], other: readonly PathEntry[]): boolean {
  return one.length === other.length && one.every((entry, index) => entry === other[index]);
}

/** Evaluates the rule of a feature. Its decision is frozen. */
export function evaluateFrozen(...situation: Parameters<typeof evaluateFeature>): Evaluation {
  const evaluation = evaluateFeature(...situation);
  freezeDecision(evaluation.decision);
  return evaluation;
}

function isShared({ start }: CompiledRule): boolean {
  const reached = new Set<Step>();
  const open: Step[] = [start];
  for (let step = open.pop(); step; step = open.pop()) {
    // An exit `unknown` that leads where `no` leads is not a second path.
    for (const next of new Set(step._targets ?? [])) {
      if (next._targets && reached.has(next)) return true;
      reached.add(next);
      open.push(next);
    }
  }
  return false;
}
