import { isRecord } from '../../lib/is-record.js';

/** Members of a decision that tools may know. */
const DECISION = [
  'feature',
  'userState',
  'outcomeId',
  'outcomeLabel',
  'access',
  'zone',
  'components',
  'offers',
  'trials',
  'splitTests',
  'reason',
];
/** Members of each event that tools may know, by its type without `zephr-`. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  decision: DECISION,
  'wall-open': DECISION,
  'wall-close': DECISION,
  submit: ['feature', 'component', 'offer', 'outcomeId', 'outcomeLabel', 'splitTests'],
  dismiss: ['feature', 'zone'],
  conversion: ['conversion', 'feature', 'outcomeId', 'outcomeLabel'],
  notify: ['feature', 'name', 'userState', 'outcomeId', 'outcomeLabel', 'access'],
  fault: ['feature', 'code', 'pointer'],
};

/** Types of events for a config that names none. */
export const DEFAULT_EVENTS: readonly string[] = ['decision', 'wall-open', 'submit', 'dismiss', 'conversion', 'notify'];

/**
 * Picks the members of an event that tools may know: decisions and actions. A reader's input, claims and token, and the words
 * of a trace, are never among them, whatever the event holds.
 *
 * @param type - Type of the event without `zephr-`.
 */
export function describeEvent(type: string, detail: unknown): Record<string, unknown> {
  const members = MEMBERS[type] ?? [];
  return isRecord(detail)
    ? Object.fromEntries(members.flatMap((name) => (detail[name] == null ? [] : [[name, detail[name]]])))
    : {};
}
