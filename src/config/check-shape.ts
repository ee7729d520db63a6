import type { Config } from '../model/config.js';
import type { ConfigErrorCode } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { fail } from './fail.js';

/** Tells whether a value is what it must be in its config; where not, `false` or the code of the mistake. */
export type Kind = (value: unknown, config: Partial<Config>) => boolean | ConfigErrorCode;

/** Every entry of a list or a map: what the whole must be, and what each entry. */
export type Entries = readonly [whole: Kind, entry: Shape];

/** The members of an object by name; one whose name ends in `!` must be there. */
export interface Members {
  readonly [name: string]: Shape;
}

/** What a part of a config looks like. */
export type Shape = Kind | Entries | Members;

/** Text that is not empty. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** Text that a pattern knows; other values draw a code of their own. */
export const isNamed =
  (names: RegExp, code: ConfigErrorCode = 'value-unknown'): Kind =>
  (value) =>
    (isText(value) && names.test(value)) || code;
/** A number from 0 on. */
export const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0;
/** A list of texts. */
export const TEXTS: Entries = [Array.isArray, isText];
/** A text, or a list of them. */
export const isTextOrTexts: Kind = (value) => [value].flat().every(isText);

/**
 * Holds a value against a shape.
 *
 * @param at - JSON pointer of the value.
 * @param config - What the value can refer to.
 * @throws {ConfigError} At the first mistake: `field-missing`, `type-wrong`, or the code that a kind gives.
 */
export function checkShape(value: unknown, shape: Shape, at: string, config: Partial<Config> = {}): void {
  if (typeof shape === 'function') {
    const result = shape(value, config);
    if (result !== true) fail(result || 'type-wrong', at);
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

/** Takes a member that must be there and be of some kind, or throws as `checkShape` does. */
export function takeField<Type>(parent: unknown, name: string, kind: Kind, at: string): Type {
  const value = own(parent, name);
  // Nearly always it is there, and every node of a config asks for some.
  if (value === undefined) checkShape(parent, { [`${name}!`]: kind }, at);
  checkShape(value, kind, `${at}/${name}`);
  return value as Type;
}
