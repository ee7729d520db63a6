import type { FeatureConfig, Rule, UserState } from '../model/config.js';
import { own } from '../lib/own.js';

/** The rule that decides for a user state, and the state that the config wrote it for. */
export interface FoundRule {
  readonly rule: Rule;
  readonly _writtenFor: UserState;
}

/**
 * Finds the rule that decides for a user state. Registered readers without a rule of their own are decided by the rule of
 * anonymous readers.
 *
 * @returns `null` if there is no rule; the content is then shown.
 * @example findRule({ rules: { anonymous: 'wall' } }, 'registered') // { rule: 'wall', writtenFor: 'anonymous' }
 */
export function findRule({ rules }: FeatureConfig, state: UserState): FoundRule | null {
  const writtenFor = state === 'registered' && own(rules, state) === undefined ? 'anonymous' : state;
  const rule = own(rules, writtenFor) as Rule | undefined;
  return rule === undefined ? null : { rule, _writtenFor: writtenFor };
}
