import type { Config } from '../model/config.js';
import { ConfigError } from '../model/config-error.js';
import { explainMistake } from '../config/explain-mistake.js';
import { findKeyWarnings, type MeasureKey } from './find-key-warnings.js';
import { findMistakes } from './find-mistakes.js';
import { mapJson, type JsonFault, type JsonMap, type Spot } from './map-json.js';
import type { Mistake } from './mistake.js';
import { repeatsName } from './repeats-name.js';

/** A mistake, and where in the text it is. */
export interface LocatedMistake extends Mistake, Spot {}

/** The functions and values that `validateText` needs besides the text. */
export interface ValidateOptions {
  /** Imports the public keys of the config. */
  readonly measureKey: MeasureKey;
  /** Finds further mistakes in a config that has no errors, such as those of a page that uses it. */
  readonly checkFurther?: ((config: Config) => readonly Mistake[]) | undefined;
}

/** A config as it is written, and everything that is wrong with it. */
export interface JudgedText {
  /** The parsed text; `undefined` where it is no JSON. */
  readonly config: unknown;
  /** Errors and warnings in the order of the text. */
  readonly mistakes: readonly LocatedMistake[];
}

/**
 * Finds everything that is wrong with the text of a config.
 *
 * @param text - JSON text.
 * @returns Errors and warnings in the order of the text, each with its line and column.
 * @example
 * const mistakes = await validateText(await readFile('zephr.json', 'utf8'), { measureKey });
 * mistakes[0]; // { code: 'step-unknown', pointer: '/features/…', message: '…', severity: 'error', line: 12, column: 9 }
 */
export async function validateText(text: string, options: ValidateOptions): Promise<readonly LocatedMistake[]> {
  return (await judgeText(text, options)).mistakes;
}

/**
 * Parses the text of a config and finds everything that is wrong with it.
 *
 * @param text - JSON text.
 */
export async function judgeText(text: string, { measureKey, checkFurther }: ValidateOptions): Promise<JudgedText> {
  const parsed = parseJson(text);
  if ('fault' in parsed) return { config: undefined, mistakes: [describeFault(parsed.fault)] };
  const { value: config } = parsed;
  const found = findMistakes(config, await findKeyWarnings(config, measureKey));
  const isSound = found.every(({ severity }) => severity !== 'error');
  const mistakes = [...found, ...(isSound ? (checkFurther?.(config as Config) ?? []) : [])];
  // Only a mistake needs a map of the text.
  const isDue = mistakes.length > 0 || repeatsName(text, config);
  return { config, mistakes: isDue ? locate(mistakes, text) : [] };
}

/** Locates mistakes in a text, and adds the names that are there twice. */
function locate(mistakes: readonly Mistake[], text: string): LocatedMistake[] {
  const map = mapJson(text) as JsonMap;
  const located = mistakes.map((mistake): LocatedMistake => ({ ...mistake, ...map.locate(mistake.pointer) }));
  return [...located, ...map.repeated.map(describeRepetition)].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
}

function parseJson(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const fault = mapJson(text);
    if ('locate' in fault) throw error;
    return { fault };
  }
}

function describeFault({ spot, says }: JsonFault): LocatedMistake {
  const error = new ConfigError('config-not-json', '', { cause: new SyntaxError(says) });
  const { message } = explainMistake(error, undefined);
  return { code: error.code, pointer: '', message, severity: 'error', ...spot };
}

function describeRepetition({ pointer, spot, before }: JsonMap['repeated'][number]): LocatedMistake {
  const message = `${pointer}: occurs in line ${before.line} too. Only the last one counts.`;
  return { code: 'member-twice', pointer, message, severity: 'warning', ...spot };
}
