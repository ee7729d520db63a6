import type { OutcomeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { expectField, expectKind, expectNames, expectOptional, expectRecord, isText } from './expect.js';
import { fail } from './fail.js';

/**
 * Checks an outcome and the components that it names.
 *
 * @param components - The config's components by id.
 * @throws {ConfigError} At the first mistake.
 */
export function checkOutcome(value: unknown, at: string, components: unknown): OutcomeConfig {
  const outcome = expectRecord(value, at);
  expectOptional(outcome, 'id', isText, at);
  expectOptional(outcome, 'label', isText, at);
  expectOptional(outcome, 'zoneOptions', isRecord, at);
  const zone = expectOptional<string>(outcome, 'zone', isText, at) ?? 'inline';
  if (!/^(inline|pop-up|sticky-footer)$/.test(zone)) fail('value-unknown', `${at}/zone`);
  expectNames(outcome, 'components', at, (id) => own(components, id) !== undefined, 'component-unknown');
  const content = expectField(outcome, 'content', () => true, at);
  if (content !== 'show' && content !== 'hide') expectKind(own(content, 'keep'), isKept, `${at}/content`);
  return value as OutcomeConfig;
}

/** `{ words: 60 }` or `{ paragraphs: 2 }`. */
function isKept(keep: unknown): boolean {
  const [[unit, amount] = [], ...others] = isRecord(keep) ? Object.entries(keep) : [];
  return (
    (unit === 'words' || unit === 'paragraphs') && Number.isInteger(amount) && Number(amount) >= 0 && !others.length
  );
}
