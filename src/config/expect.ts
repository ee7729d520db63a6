import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { fail } from './fail.js';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Tells whether a value is of a kind that the config is made of. */
export type Kind = (value: unknown) => boolean;

/** Text that is not empty. */
export const isText: Kind = (value) => typeof value === 'string' && value !== '';
/** A number from 0 on. */
export const isAmount: Kind = (value) => typeof value === 'number' && value >= 0;
/** A list of anything. */
export const isList: Kind = Array.isArray;
/** A list of texts. */
export const isTexts: Kind = (value) => Array.isArray(value) && value.every(isText);
/** A text, or a list of them. */
export const isTextOrTexts: Kind = (value) => isText(value) || isTexts(value);

/** Takes a value of the kind it must be of, or throws `type-wrong`. */
export function expectKind<Type>(value: unknown, kind: Kind, at: string): Type {
  return kind(value) ? (value as Type) : fail('type-wrong', at);
}

/** Takes an object, or throws `type-wrong`. */
export function expectRecord(value: unknown, at: string): Json {
  return expectKind(value, isRecord, at);
}

/**
 * Takes a required member of the kind it must be of.
 *
 * @throws {ConfigError} `field-missing`, or `type-wrong` when it is of another kind.
 */
export function expectField<Type>(parent: unknown, name: string, kind: Kind, at: string): Type {
  const value = own(parent, name);
  const pointer = at + toPointer(name);
  return value === undefined ? fail('field-missing', pointer) : expectKind(value, kind, pointer);
}

/** Takes an optional member; `undefined` when it is not there. Throws as `expectField` does. */
export function expectOptional<Type>(parent: unknown, name: string, kind: Kind, at: string): Type | undefined {
  return own(parent, name) === undefined ? undefined : expectField(parent, name, kind, at);
}

/** Goes through a list or a map that may be left out; every entry must be an object. */
export function forEachRecord(
  parent: Json,
  name: string,
  at: string,
  kind: Kind,
  check: (entry: Json, at: string) => void,
): void {
  for (const [id, entry] of Object.entries(expectOptional<object>(parent, name, kind, at) ?? {})) {
    const pointer = at + toPointer(name) + toPointer(id);
    check(expectRecord(entry, pointer), pointer);
  }
}

/** Goes through a list of names that may be left out. Throws `code` for one that is not among those that are known. */
export function expectNames(
  parent: Json,
  name: string,
  at: string,
  isKnown: (name: string) => boolean,
  code: Parameters<typeof fail>[0] = 'value-unknown',
): void {
  (expectOptional<string[]>(parent, name, isTexts, at) ?? []).forEach((item, index) => {
    if (!isKnown(item)) fail(code, `${at}${toPointer(name)}/${index}`);
  });
}
