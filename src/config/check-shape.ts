import type { Config } from '../model/config.js';
import type { ConfigErrorCode } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { fail } from './fail.js';

/** Checks a value: `true`, or `false` or the code of the mistake. */
export type Kind = (value: unknown, config: Partial<Config>) => boolean | ConfigErrorCode;

/** Chooses the shape of a value by the value itself. */
export type Choice = (value: unknown, config: Partial<Config>) => boolean | ConfigErrorCode | Members;

/** A list or a map: the check of the whole, and the shape of each entry. */
export type Entries = readonly [whole: Kind, entry: Shape];

/** The members of an object by name. A name that ends in `!` is required. */
export interface Members {
  readonly [name: string]: Shape;
}

/** The shape of a part of a config. */
export type Shape = Choice | Entries | Members;

/** Text that is not empty. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** Text that matches a pattern. */
export const isNamed =
  (names: RegExp, code: ConfigErrorCode = 'value-unknown'): Kind =>
  (value) =>
    (isText(value) && names.test(value)) || code;
/** A number of at least 0. */
export const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;
/** A list of texts. */
export const TEXTS: Entries = [Array.isArray, isText];
/** A text, or a list of them. */
export const isTextOrTexts: Kind = (value) => [value].flat().every(isText);

/**
 * Checks a value against a shape.
 *
 * @param at - JSON pointer of the value.
 * @param config - The config that the value can refer to.
 * @throws {ConfigError} At the first mistake: `field-missing`, `type-wrong`, or the code that a check returns.
 */
export function checkShape(value: unknown, shape: Shape, at: string, config: Partial<Config> = {}): void {
  if (typeof shape === 'function') {
    const result = shape(value, config);
    if (typeof result === 'object') checkShape(value, result, at, config);
    else if (result !== true) fail(result || 'type-wrong', at);
    return;
  }
  const [whole, entry] = Array.isArray(shape) ? (shape as Entries) : [isRecord];
  checkShape(value, whole, at, config);
  for (const key of Object.keys(entry ? (value as object) : shape)) {
    const name = entry ? key : key.replace('!', '');
    const member = own(value, name);
    const pointer = at + toPointer(name);
    if (entry ?? member !== undefined) checkShape(member, entry ?? (shape as Members)[key]!, pointer, config);
    else if (name !== key) fail('field-missing', pointer);
  }
}

/** Returns a required member after checking it; throws like `checkShape`. */
export function takeField<Type>(parent: unknown, name: string, kind: Kind, at: string): Type {
  const value = own(parent, name);
  // It is nearly always present, and every node of a config has some.
  if (value === undefined) checkShape(parent, { [`${name}!`]: kind }, at);
  checkShape(value, kind, `${at}/${name}`);
  return value as Type;
}
