import type { Decision } from '../model/decision.js';
import { retrace } from '../rules/evaluate-rule.js';
import type { Visited } from '../rules/compiled-rule.js';
import { aDecision, type MakeDecision } from './create-engine.js';

/** A decision and the way to it. */
interface Known {
  readonly decision: Decision;
  readonly way: readonly Visited[];
}

/** Ways to one ending whose decisions are kept. */
const MOST = 64;

/**
 * Gives whoever comes the same way through a rule the same decision, words of its trace included: it depends on nothing
 * else. Worth its memory where one engine decides for many readers.
 */
export const rememberDecision: MakeDecision = (feature, userState, ending, reason, rule, pass) => {
  if (!rule || !pass || rule.fresh || pass.debug) return aDecision(feature, userState, ending, reason, rule, pass);
  const ways = (ending.known ??= new Map()) as Map<number, Known>;
  const known = ways.get(ending.mark);
  // Ways of one mark are the same where all answers on them are. In a rule that is a tree, one way leads to each ending.
  if (known && !(rule.shared && known.way.some(({ node, answer }) => node.question.answer !== answer)))
    return known.decision;
  const decision = aDecision(feature, userState, ending, reason, rule, pass);
  if (ways.size >= MOST) ways.clear();
  ways.set(ending.mark, { decision, way: rule.shared ? retrace(rule, pass) : [] });
  return decision;
};
