import type { Decision, TraceEntry } from '../model/decision.js';
import { isSameJson } from '../lib/is-same-json.js';

/** Members of a decision after its path, in the order in which they are compared. */
const MEMBERS = [
  ['outcomeId', 'The outcome'],
  ['content', 'The content'],
  ['otherwise', 'What holds for short content'],
  ['components', 'The list of components'],
  ['zone', 'The zone'],
  ['trials', 'What remains of trials'],
  ['splitTests', 'The list of groups of split tests'],
  ['value', 'The value'],
] as const;

/**
 * Finds the first difference between two decisions, in the order in which a decision is made: reason, user state, path, outcome.
 * Words of the path are not compared: a condition that is put otherwise and has the same result is the same.
 *
 * @param before - The decision of the export.
 * @returns A sentence; `null` where they are the same.
 */
export function findDifference(before: Decision, now: Decision): string | null {
  if (before.reason !== now.reason)
    return `The reason was ${quote(before.reason)} and is ${quote(now.reason)}.${now.reason === 'unknown-feature' ? ` The config has no feature ${quote(now.feature)}.` : ''}`;
  if (before.userState !== now.userState) return `The user state was ${before.userState} and is ${now.userState}.`;
  return comparePaths(before.trace, now.trace) ?? compareMembers(before, now);
}

function comparePaths(before: readonly TraceEntry[], now: readonly TraceEntry[]): string | null {
  for (let at = 0; at < Math.max(before.length, now.length); at++) {
    const [was, is] = [before[at], now[at]];
    if (!was) return `The path went on: it now meets ${nameOf(is!)}.`;
    if (!is) return `The path ended earlier: it no longer meets ${nameOf(was)}.`;
    if (was.node !== is.node || was.type !== is.type)
      return `Step ${at + 1} of the path was ${nameOf(was)} and is ${nameOf(is)}.`;
    if (was.exit !== is.exit)
      return `The node ${nameOf(is)} was left by ${quote(was.exit)} and is left by ${quote(is.exit)}. It asks: ${is.says}.`;
  }
  return null;
}

function compareMembers(before: Decision, now: Decision): string | null {
  const last = now.trace.at(-1);
  const place = last ? ` behind the node ${nameOf(last)}` : '';
  for (const [name, words] of MEMBERS) {
    const [was, is] = [before, now].map((decision) => (decision as unknown as Readonly<Record<string, unknown>>)[name]);
    if (!isSameJson(was, is)) return `${words}${place} was ${quote(was)} and is ${quote(is)}.`;
  }
  return null;
}

function nameOf({ node, type }: TraceEntry): string {
  return `${node} (${type})`;
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
