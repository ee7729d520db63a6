import type { Config } from '../../model/config.js';
import { ConfigError } from '../../model/config-error.js';
import { explainMistake } from '../../config/explain-mistake.js';
import { findMistakes } from './find-mistakes.js';
import { findPageMistakes } from './find-page-mistakes.js';
import { mapJson, type JsonFault, type JsonMap, type Spot } from './map-json.js';
import type { Mistake } from './mistake.js';
import { readPage } from './read-page.js';

/** A mistake, and where in the text it stands. */
export interface LocatedMistake extends Mistake, Spot {}

/** A page that a config is held against. */
export interface Page {
  readonly html: string;
  /** Its address, for rules that ask for it. */
  readonly url?: string | undefined;
}

/**
 * Finds everything that is wrong with the text of a config.
 *
 * @param page - Where one is given, its JSON-LD is held against a config that has no errors.
 * @returns In the order of the text.
 */
export function validateText(text: string, page?: Page): readonly LocatedMistake[] {
  const map = mapJson(text);
  if (!('locate' in map)) return [aFault(map)];
  const config: unknown = JSON.parse(text);
  const ofConfig = findMistakes(config);
  const isSound = ofConfig.every(({ severity }) => severity !== 'error');
  const ofPage = page && isSound ? findPageMistakes(config as Config, readPage(page.html), page.url) : [];
  const mistakes = [...ofConfig, ...ofPage];
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
