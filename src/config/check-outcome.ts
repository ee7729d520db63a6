import type { OutcomeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { checkShape, isText } from './check-shape.js';

const ZONE = /^(inline|pop-up|sticky-footer)$/;

/**
 * Checks an outcome and the components that it names.
 *
 * @param components - The config's components by id.
 * @throws {ConfigError} At the first mistake.
 */
export function checkOutcome(value: unknown, at: string, components: unknown): OutcomeConfig {
  checkShape(
    value,
    {
      id: isText,
      label: isText,
      'content!': (content) => content === 'show' || content === 'hide' || isKept(own(content, 'keep')),
      components: [Array.isArray, (id) => own(components, String(id)) !== undefined || 'component-unknown'],
      zone: (zone) => ZONE.test(String(zone)) || 'value-unknown',
      zoneOptions: isRecord,
    },
    at,
  );
  return value as OutcomeConfig;
}

/** `{ words: 60 }` or `{ paragraphs: 2 }`. */
function isKept(keep: unknown): boolean {
  const [[unit, amount] = [], ...others] = isRecord(keep) ? Object.entries(keep) : [];
  return (
    (unit === 'words' || unit === 'paragraphs') && Number.isInteger(amount) && Number(amount) >= 0 && !others.length
  );
}
