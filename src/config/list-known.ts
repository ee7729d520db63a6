import { findNear } from '../lib/find-near.js';

/**
 * Says which names are known, and first which of them was most likely meant.
 *
 * @param what - What they are, in the plural.
 * @param found - What stands in the config instead.
 * @returns Sentences with a space before them; nothing where nobody says what is known.
 */
export function listKnown(what: string, names: readonly string[] | undefined, found: unknown): string {
  if (!names) return '';
  const near = typeof found === 'string' ? findNear(found.slice(0, 80), names) : undefined;
  const shown = names.slice(0, 32).map((name) => `"${name}"`);
  return `${near === undefined ? '' : ` Did you mean "${near}"?`} Known ${what}: ${shown.join(', ') || 'none'}${names.length > 32 ? ' …' : ''}.`;
}
