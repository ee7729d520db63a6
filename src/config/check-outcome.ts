import type { Config, OutcomeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { checkShape, isAmount, isNamed, isText, TEXTS, type Kind, type Members } from './check-shape.js';

const ZONE = /^(inline|pop-up|sticky-footer)$/;

const isComponent: Kind = (id, { components }) =>
  (isText(id) && own(components, id) !== undefined) || 'component-unknown';

/** The shape of an outcome. */
export const OUTCOME: Members = {
  id: isText,
  label: isText,
  value: isJson,
  'content!': (content) => content === 'show' || content === 'hide' || isKept(own(content, 'keep')),
  otherwise: isNamed(/^(hide|show)$/),
  components: [Array.isArray, isComponent],
  offers: TEXTS,
  zone: isNamed(ZONE),
  zoneOptions: isRecord,
};

/**
 * Checks an outcome and the components that it names.
 *
 * @param components - The config's components by id.
 * @throws {ConfigError} At the first mistake.
 */
export function checkOutcome(value: unknown, at: string, components: Config['components']): OutcomeConfig {
  checkShape(value, OUTCOME, at, { components });
  return value as OutcomeConfig;
}

/** A value that JSON can hold. A config that a page passes as an object may have others. */
function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/** `{ words: 60 }` or `{ paragraphs: 2 }`. */
function isKept(keep: unknown): boolean {
  const amount = own(keep, 'words') ?? own(keep, 'paragraphs');
  return isAmount(amount) && Number.isInteger(amount) && !Object.keys(keep as object)[1];
}
