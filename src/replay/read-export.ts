import { isConfigError } from '../model/config-error.js';
import { USER_STATES } from '../model/user-states.js';
import { checkShape, isText, type Kind, type Members, type Shape } from '../config/check-shape.js';
import { isNestedDeeply, MOST_LEVELS } from '../lib/is-nested-deeply.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { FORMAT, type ExportedDecision } from './exported-decision.js';
import { MAX_DECISION_BYTES } from './limits.js';
import { ReplayError } from './replay-error.js';

const isAny: Kind = (value) => typeof value === 'string';
const isMoment: Kind = (value) => Number.isFinite(value);
/** A moment that a calendar has. */
const isDate: Kind = (value) => Number.isFinite(value) && Math.abs(value as number) <= 8.64e15;
const isOneOf =
  (...names: readonly string[]): Kind =>
  (value) =>
    names.includes(value as string) || (typeof value === 'string' ? 'value-unknown' : 'type-wrong');
const isState = isOneOf(...USER_STATES);
const texts: Shape = [isRecord, isAny];
const list = (entry: Shape): Shape => [Array.isArray, entry];

const INPUT: Members = {
  'tokenStatus!': isOneOf('none', 'valid', 'expired', 'invalid', 'unreachable'),
  'now!': isDate,
  claims: isRecord,
  user: isRecord,
  url: isAny,
  referrer: isAny,
  userAgent: isAny,
  meta: isRecord,
  cookies: isRecord,
  customData: isRecord,
  facts: isRecord,
  groups: texts,
  usage: {
    reader: isAny,
    item: isAny,
    view: isAny,
    latest: isMoment,
    timeZone: isAny,
    trials: [isRecord, list({ 'item!': isAny, 'at!': isMoment, view: isAny })],
    timeTrials: [isRecord, isMoment],
  },
};

const DECISION: Members = {
  'feature!': isAny,
  'userState!': isState,
  'outcomeId!': isAny,
  'outcomeLabel!': isAny,
  'access!': (value) => typeof value === 'boolean',
  'content!': (value) => value === 'show' || value === 'hide' || isRecord(value),
  'components!': list(isAny),
  'zone!': isAny,
  'trials!': [
    isRecord,
    { 'limit!': isMoment, 'remaining!': isMoment, 'resetsAt!': (at) => at === null || Number.isFinite(at) },
  ],
  'splitTests!': texts,
  'reason!': isOneOf('rule', 'fault', 'unknown-feature'),
  'trace!': list({ 'node!': isAny, 'type!': isAny, 'says!': isAny, 'exit!': isAny }),
};

const EXPORT: Members = {
  'made!': { 'by!': isAny, 'sdk!': isAny, 'at!': isDate, userAgent: isAny },
  'config!': {
    'sha256!': (value) => value === null || isText(value),
    'address!': (value) => value === null || typeof value === 'string',
  },
  'feature!': isAny,
  'input!': INPUT,
  'state!': isState,
  'decision!': DECISION,
  'left_out!': list(isAny),
};

/**
 * Reads an exported decision. It may be written by hand: whatever it holds, it is checked before it is used.
 *
 * @param text - JSON text.
 * @throws {ReplayError} Where it is not one that this version can decide again.
 */
export function readExport(text: string): ExportedDecision {
  if (new TextEncoder().encode(text).length > MAX_DECISION_BYTES)
    throw new ReplayError('decision-too-large', '', `it has more than ${MAX_DECISION_BYTES} octets.`);
  if (isNestedDeeply(text))
    throw new ReplayError('decision-too-deep', '', `it has more than ${MOST_LEVELS} levels of lists and objects.`);
  const value = parse(text);
  checkFormat(own(value, 'format'));
  try {
    checkShape(value, EXPORT, '');
  } catch (error) {
    if (!isConfigError(error)) throw error;
    throw explain(error.code as 'type-wrong', error.pointer, value);
  }
  return value as ExportedDecision;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ReplayError('decision-not-json', '', `it is not JSON (${(error as Error).message}).`);
  }
}

function checkFormat(format: unknown): void {
  if (format === FORMAT) return;
  const [, version] = /^zephr-decision\/(\d{1,9})$/.exec(String(format)) ?? [];
  if (Number(version) > 1)
    throw new ReplayError(
      'decision-newer',
      '/format',
      `a newer version has made it (format ${version}). Update zephr.`,
    );
  throw new ReplayError('decision-format', '/format', `it is not an exported decision: "format" must be "${FORMAT}".`);
}

function explain(code: 'field-missing' | 'type-wrong' | 'value-unknown', pointer: string, value: unknown): ReplayError {
  const steps = splitPointer(pointer);
  const name = steps.at(-1) ?? 'decision';
  const found = steps.reduce<unknown>(
    (at, step) => (Array.isArray(at) ? (at as unknown[])[Number(step)] : own(at, step)),
    value,
  );
  const kind =
    found === null ? 'null' : Array.isArray(found) ? 'a list' : isRecord(found) ? 'an object' : `a ${typeof found}`;
  const detail = {
    'field-missing': `"${name}" is missing.`,
    'type-wrong': `"${name}" has the wrong type or is out of range: ${kind}.`,
    'value-unknown': `"${name}" has a value that is not known here.`,
  };
  return new ReplayError(code, pointer, detail[code]);
}
