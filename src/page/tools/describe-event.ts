import { isRecord } from '../../lib/is-record.js';

/** What tools are told of each event; by its name without `zephr-`. */
const DECISION = [
  'feature',
  'userState',
  'outcomeId',
  'outcomeLabel',
  'access',
  'zone',
  'components',
  'trials',
  'splitTests',
  'reason',
];
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  decision: DECISION,
  'wall-open': DECISION,
  'wall-close': DECISION,
  submit: ['feature', 'component', 'offer'],
  dismiss: ['feature', 'zone'],
  conversion: ['conversion', 'feature', 'outcomeId', 'outcomeLabel'],
  fault: ['feature', 'code', 'pointer'],
};

/** Events that are told unless a config says which. */
export const USUAL: readonly string[] = ['decision', 'wall-open', 'submit', 'dismiss', 'conversion'];

/**
 * Says of an event what tools may know: what was decided and what was done. What a reader typed, his claims, his token and
 * the words of a trace are never among it, whatever the event holds.
 */
export function describeEvent(type: string, detail: unknown): Record<string, unknown> {
  const members = MEMBERS[type] ?? [];
  return isRecord(detail)
    ? Object.fromEntries(members.flatMap((name) => (detail[name] == null ? [] : [[name, detail[name]]])))
    : {};
}
