import { isSameJson } from '../lib/is-same-json.js';
import { own } from '../lib/own.js';
import type { Decision, TraceEntry } from '../model/decision.js';
import { describeContent, ZONES } from '../words/describe-outcome.js';

/** Members of a decision after its path, in the order in which they are compared, and how their values read. */
const MEMBERS: readonly (readonly [name: string, subject: string, describe: (decision: Decision) => string])[] = [
  ['outcomeId', 'The outcome', ({ outcomeId }) => quote(outcomeId)],
  ['content', 'The content', ({ content }) => describeContent(content)],
  ['otherwise', 'The rule for short content', ({ otherwise }) => quote(otherwise)],
  ['components', 'The list of components', ({ components }) => components.map(quote).join(', ') || 'no component'],
  ['offers', 'The list of offers', (decision) => quote(own(decision, 'offers'))],
  ['zone', 'The zone', ({ zone }) => ZONES[zone]],
  ['trials', 'The rest of the trials', ({ trials }) => quote(trials)],
  ['splitTests', 'The list of split-test groups', ({ splitTests }) => quote(splitTests)],
  ['value', 'The value', (decision) => quote(own(decision, 'value'))],
  ['variables', 'The list of variables', (decision) => quote(own(decision, 'variables'))],
  ['notifications', 'The list of notifications', (decision) => quote(own(decision, 'notifications'))],
];

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
  for (const [name, subject, describe] of MEMBERS)
    if (!isSameJson(own(before, name), own(now, name)))
      return `${subject}${place} differs. Before: ${describe(before)}. Now: ${describe(now)}.`;
  return null;
}

function nameOf({ node, type }: TraceEntry): string {
  return `${node} (${type})`;
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
