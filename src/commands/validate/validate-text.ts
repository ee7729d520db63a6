import { ConfigError } from '../../model/config-error.js';
import { explainMistake } from '../../config/explain-mistake.js';
import { findMistakes } from './find-mistakes.js';
import { mapJson, type JsonFault, type JsonMap, type Spot } from './map-json.js';
import type { Mistake } from './mistake.js';

/** A mistake, and where in the text it stands. */
export interface LocatedMistake extends Mistake, Spot {}

/**
 * Finds everything that is wrong with the text of a config.
 *
 * @returns In the order of the text.
 */
export function validateText(text: string): readonly LocatedMistake[] {
  const map = mapJson(text);
  if (!('locate' in map)) return [aFault(map)];
  const mistakes = findMistakes(JSON.parse(text));
  const located = mistakes.map((mistake): LocatedMistake => ({ ...mistake, ...map.locate(mistake.pointer) }));
  return [...located, ...map.repeated.map(aRepetition)].sort(
    (one, other) => one.line - other.line || one.column - other.column,
  );
}

function aFault({ spot, says }: JsonFault): LocatedMistake {
  const error = new ConfigError('config-not-json', '', { cause: new SyntaxError(says) });
  const { message } = explainMistake(error, undefined);
  return { code: error.code, pointer: '', message, severity: 'error', ...spot };
}

function aRepetition({ pointer, spot, before }: JsonMap['repeated'][number]): LocatedMistake {
  const message = `${pointer}: stands in line ${before.line} too. Only the last one counts.`;
  return { code: 'member-twice', pointer, message, severity: 'warning', ...spot };
}
