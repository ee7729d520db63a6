import type { FeatureConfig, Rule, UserState } from '../model/config.js';
import { own } from '../lib/own.js';

/** The rule that decides for a user state, and the state that the config wrote it for. */
export interface HoldingRule {
  readonly rule: Rule;
  readonly writtenFor: UserState;
}

/**
 * Finds the rule that holds for a user state: registered readers without one are decided as anonymous ones are.
 *
 * @returns `null` where none holds and the content is shown.
 */
export function findRule({ rules = {} }: FeatureConfig, state: UserState): HoldingRule | null {
  const states: readonly UserState[] = state === 'registered' ? [state, 'anonymous'] : [state];
  for (const writtenFor of states) {
    const rule = own(rules, writtenFor) as Rule | undefined;
    if (rule !== undefined) return { rule, writtenFor };
  }
  return null;
}
