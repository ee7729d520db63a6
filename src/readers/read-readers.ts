import type { Config } from '../model/config.js';
import type { ReadersFile } from '../model/readers-types.js';
import { MOST_LEVELS } from '../lib/is-nested-deeply.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';
import { listKnown } from '../config/list-known.js';
import { describeKind } from '../schema/describe-kind.js';
import { holdAgainst, type Finding } from '../schema/hold-against.js';
import { readersSchema } from '../schema/readers-schema.js';
import { mapJson, type JsonMap } from '../validate/map-json.js';
import { checkNames } from './check-names.js';
import { MAX_DEEP_POINTER_STEPS } from './limits.js';
import type { FoundInReaders, ReadersMistake } from './readers-mistake.js';

/** A file of test readers, and what is wrong with it. */
export interface ReadersReading {
  /** `null` where the file has an error. */
  readonly file: ReadersFile | null;
  /** Errors and warnings in the order of the text. */
  readonly mistakes: readonly ReadersMistake[];
  /** Locates a JSON pointer in the text. */
  readonly locate: JsonMap['locate'];
}

/**
 * Reads and checks a file of test readers. Never throws.
 *
 * @param text - The text of the file.
 * @param configs - The configs that it is used with: what none of them has is unknown. Without one, names are not checked.
 * @example
 * readReaders('{ "version": 1, "readers": {}, "expect": [{ "reader": "texan", "feature": "news", "outcome": "wall" }] }', []);
 * // { file: null, mistakes: [{ code: 'reader-unknown', pointer: '/expect/0/reader', line: 1, column: 47, … }] }
 */
export function readReaders(text: string, configs: readonly Config[]): ReadersReading {
  const map = mapJson(text);
  if (!('locate' in map)) {
    const message = `readers: they are not JSON (${map.says}).`;
    return {
      file: null,
      mistakes: [{ code: 'readers-not-json', pointer: '', message, severity: 'error', ...map.spot }],
      locate: () => map.spot,
    };
  }
  const value: unknown = JSON.parse(text);
  const repeated = map.repeated.map(({ pointer, before }): FoundInReaders => {
    const message = `the name occurs in line ${before.line} too, and only the last one counts.`;
    return { code: 'member-twice', pointer, message };
  });
  const mistakes = [...findMistakes(value, configs), ...repeated]
    .map(({ message, ...found }): ReadersMistake => ({
      severity: 'error',
      ...found,
      message: `${found.pointer || 'readers'}: ${message}`,
      ...map.locate(found.pointer),
    }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
  const isSound = mistakes.every(({ severity }) => severity !== 'error');
  return { file: isSound ? (value as ReadersFile) : null, mistakes, locate: map.locate };
}

function findMistakes(value: unknown, configs: readonly Config[]): FoundInReaders[] {
  const deep = findTooDeep(value);
  if (deep !== null) {
    const message = `has more than ${MOST_LEVELS} levels of lists and objects in each other.`;
    return [{ code: 'readers-too-deep', pointer: deep, message }];
  }
  const findings = holdAgainst(readersSchema, value).findings.map((finding) => explain(finding, value));
  return [...findings, ...checkNames(value, configs)];
}

/** Finds the first value that is nested too deeply, with a list instead of recursion. Returns the beginning of its pointer. */
function findTooDeep(value: unknown): string | null {
  const open: (readonly [value: unknown, level: number, pointer: string])[] = [[value, 1, '']];
  for (let next = open.pop(); next; next = open.pop()) {
    const [parent, level, pointer] = next;
    if (typeof parent !== 'object' || parent === null) continue;
    if (level > MOST_LEVELS) return pointer;
    for (const [name, member] of Object.entries(parent).reverse()) {
      open.push([member, level + 1, level > MAX_DEEP_POINTER_STEPS ? pointer : pointer + toPointer(name)]);
    }
  }
  return null;
}

/** Puts a difference from the schema into words. */
function explain({ code, pointer, schema, known }: Finding, file: unknown): FoundInReaders {
  const names = splitPointer(pointer);
  const name = names.at(-1) ?? 'readers';
  const value = names.reduce<unknown>(own, file);
  const help = schema.description ?? '';
  switch (code) {
    case 'member-unknown':
      return { code, pointer, message: `"${name}" is not known here.${listKnown('names', known ?? [], name)}` };
    case 'version-unknown':
      return { code, pointer, message: `this version reads files of version 1, not ${describe(value)}.` };
    case 'field-missing':
      return { code, pointer, message: `"${name}" is missing.${help && ` ${help}`}` };
    case 'value-unknown':
      return { code, pointer, message: `"${name}" is ${describe(value)}.${listKnown('values', known, value)}` };
    case 'value-invalid':
      return { code, pointer, message: `"${name}" is ${describe(value)}. It takes: ${help}` };
    default: {
      const kind = describeKind(schema);
      return { code: 'type-wrong', pointer, message: `"${name}" is ${describe(value)}; it must be ${kind}.` };
    }
  }
}

/** Describes a value without quoting what may be a reader's data at length. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
