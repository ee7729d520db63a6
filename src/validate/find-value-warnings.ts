import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** Finds features whose outcomes have values of several types: the code of a site that asks for the value expects one. */
export function findValueWarnings(config: unknown): Found[] {
  const features = own(config, 'features');
  if (!isRecord(features)) return [];
  return Object.keys(features).flatMap((id) => {
    const values = collectValues(own(own(features, id), 'rules'), `/features${toPointer(id)}/rules`, config);
    const [first, ...others] = [...values].map(([at, value]) => ({ at, type: typeOf(value) }));
    const other = others.find(({ type }) => type !== first?.type);
    if (!first || !other) return [];
    const says = `is ${other.type}, and the feature ${id} has another outcome whose value is ${first.type}.`;
    return [createWarning('value-types-differ', other.at, says)];
  });
}

/** Collects the values of the outcomes below a map of rules, by pointer. With a list instead of recursion: rules may be deep. */
function collectValues(rules: unknown, pointer: string, config: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  // A node may be reached on several ways.
  const visited = new Set<unknown>();
  const open: [step: unknown, at: string][] = [[rules, pointer]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [given, place] = next;
    const isName = typeof given === 'string';
    const step = isName ? own(own(config, 'outcomes'), given) : given;
    if (!isRecord(step) || visited.has(step)) continue;
    visited.add(step);
    const at = isName ? `/outcomes${toPointer(given)}` : place;
    if (own(step, 'content') !== undefined && own(step, 'value') !== undefined)
      found.set(`${at}/value`, own(step, 'value'));
    const subRule = own(step, 'type') === 'sub-rule' ? own(step, 'rule') : undefined;
    if (typeof subRule === 'string')
      open.push([own(own(own(config, 'subRules'), subRule), 'nodes'), `/subRules${toPointer(subRule)}/nodes`]);
    // From the last on, so that the first is looked at first.
    for (const name of stepsOf(step).reverse()) open.push([own(step, name), at + toPointer(name)]);
  }
  return found;
}

/** Names of the members that lead on: those of a node, or all of a map of steps. An outcome leads nowhere. */
function stepsOf(step: Readonly<Record<string, unknown>>): string[] {
  if (own(step, 'content') !== undefined) return [];
  return own(step, 'type') === undefined ? Object.keys(step) : ['yes', 'no', 'unknown', 'exits', 'remaining'];
}

/** The type of a JSON value, in words. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'a boolean' }[typeof value as string] ?? 'an object';
}
