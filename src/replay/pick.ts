import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { PathStep } from '../lib/parse-path.js';
import { setOwn } from '../lib/set-own.js';

/** Copies some members of an object, those that it has itself. */
export function pick(from: unknown, names: Iterable<string>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) {
    const value = own(from, name);
    if (value !== undefined) setOwn(picked, name, value);
  }
  return picked;
}

/** Copies what a path leads to, inside objects and lists that have nothing else. Items of lists keep their places. */
export function pickPath(value: unknown, [step, ...rest]: readonly PathStep[]): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    if (typeof step === 'string') return undefined;
    const at = step === null || step >= 0 ? step : value.length + step;
    return value.map((item: unknown, index) => (at === null || at === index ? (pickPath(item, rest) ?? null) : null));
  }
  if (!isRecord(value) || typeof step === 'number') return undefined;
  const picked: Record<string, unknown> = {};
  for (const name of step === null ? Object.keys(value) : [step]) {
    const found = pickPath(own(value, name), rest);
    if (found !== undefined) setOwn(picked, name, found);
  }
  return picked;
}

/** Joins two copies of parts of one value. */
export function join(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((item, at) => join(item, other[at]));
  if (!isRecord(one) || !isRecord(other)) return one ?? other;
  const joined = { ...one };
  for (const name of Object.keys(other)) setOwn(joined, name, join(own(one, name), other[name]));
  return joined;
}

/** Puts another value where a path leads. */
export function replaceAt(value: unknown, [step, ...rest]: readonly PathStep[], by: unknown): unknown {
  if (value === undefined) return undefined;
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    if (typeof step === 'string') return value;
    const at = step === null || step >= 0 ? step : value.length + step;
    return value.map((item: unknown, index) => (at === null || at === index ? replaceAt(item, rest, by) : item));
  }
  if (!isRecord(value) || typeof step === 'number') return value;
  const replaced: Record<string, unknown> = {};
  for (const name of Object.keys(value))
    setOwn(replaced, name, step === null || step === name ? replaceAt(value[name], rest, by) : value[name]);
  return replaced;
}
