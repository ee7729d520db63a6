import type { Config, UserState } from '../model/config.js';
import { USER_STATES } from '../model/user-states.js';
import { findNodes } from '../config/find-nodes.js';
import { findRule } from '../config/find-rule.js';
import { listStateSlots } from './create-literal.js';
import { findComparedSlot, type SlotSettings } from './find-slot.js';
import { HOST_SLOT } from './host-slot.js';

/**
 * Whether the conditions of a rule cannot exclude each other: each compares a value of its own, about which nothing else is
 * required, and a single comparison is met by some value. Most rules are so, and need no search for contradictions. Sound and
 * not complete: `false` says nothing.
 *
 * @param settings - Those of a user state that the rule decides for.
 */
function isIndependent(rule: unknown, settings: SlotSettings): boolean {
  const asked = new Set([HOST_SLOT, ...listStateSlots(settings.config)].map(({ key }) => key));
  return findNodes([rule]).every((node) => {
    const compared = findComparedSlot(node, settings);
    if (compared?.operand !== 'any' || compared.slot.isFinite || asked.has(compared.slot.key)) return false;
    asked.add(compared.slot.key);
    return true;
  });
}

/**
 * Lists the user states of a feature whose rules may have conditions that exclude each other. States that one rule decides for
 * are listed together, as an exit is open where it is in one of them.
 *
 * @param settingsOf - The settings of a user state of this feature.
 */
export function listDoubtfulStates(
  feature: string,
  { features }: Config,
  settingsOf: (state: UserState) => SlotSettings,
): readonly UserState[] {
  const ruled = USER_STATES.map((state) => ({ state, found: findRule(features[feature]!, state) }));
  const doubtful = ruled.filter(({ state, found }) => found && !isIndependent(found.rule, settingsOf(state)));
  const rules = new Set(doubtful.map(({ found }) => found!.rule));
  return ruled.filter(({ found }) => found && rules.has(found.rule)).map(({ state }) => state);
}
