import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** Finds features whose outcomes have values of several types: the code of a site that asks for the value expects one. */
export function findValueWarnings(config: unknown): Found[] {
  const features = own(config, 'features');
  if (!isRecord(features)) return [];
  return Object.keys(features).flatMap((id) => {
    const values = new OutcomeValues(config);
    values.collect(own(own(features, id), 'rules'), `/features${toPointer(id)}/rules`);
    const [first, ...others] = [...values.found].map(([at, value]) => ({ at, type: typeOf(value) }));
    const other = others.find(({ type }) => type !== first?.type);
    if (!first || !other) return [];
    const says = `is ${other.type}, and the feature ${id} has another outcome whose value is ${first.type}.`;
    return [createWarning('value-types-differ', other.at, says)];
  });
}

/** The values of the outcomes that steps lead to, by pointer. */
class OutcomeValues {
  readonly found = new Map<string, unknown>();
  readonly #config: unknown;
  /** Steps that were visited: a node may be reached on several ways. */
  readonly #visited = new Set<unknown>();

  constructor(config: unknown) {
    this.#config = config;
  }

  /** Collects the values below a step, or below a map of steps. */
  collect(step: unknown, at: string): void {
    if (typeof step === 'string') this.#add(own(own(this.#config, 'outcomes'), step), `/outcomes${toPointer(step)}`);
    if (!isRecord(step) || this.#visited.has(step)) return;
    this.#visited.add(step);
    this.#add(step, at);
    if (own(step, 'type') === 'sub-rule') {
      const id = own(step, 'rule');
      const rule = typeof id === 'string' ? own(own(this.#config, 'subRules'), id) : undefined;
      this.collect(own(rule, 'nodes'), `/subRules${toPointer(String(id))}/nodes`);
    }
    for (const name of stepsOf(step)) this.collect(own(step, name), at + toPointer(name));
  }

  #add(outcome: unknown, at: string): void {
    const value = own(outcome, 'content') === undefined ? undefined : own(outcome, 'value');
    if (value !== undefined) this.found.set(`${at}/value`, value);
  }
}

/** Names of the members that lead on: those of a node, or all of a map of steps. An outcome leads nowhere. */
function stepsOf(step: Readonly<Record<string, unknown>>): readonly string[] {
  if (own(step, 'content') !== undefined) return [];
  return own(step, 'type') === undefined ? Object.keys(step) : ['yes', 'no', 'unknown', 'exits', 'remaining'];
}

/** The type of a JSON value, in words. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'a boolean' }[typeof value as string] ?? 'an object';
}
