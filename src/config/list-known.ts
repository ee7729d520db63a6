import { findNear } from '../lib/find-near.js';

/** Names that are listed: all types of nodes are among them. */
const MAX_LISTED = 48;

/**
 * Lists the known names, after the one that was most likely meant.
 *
 * @param what - The word for the names, in the plural.
 * @param found - The value in the config.
 * @returns Sentences with a leading space; empty if the names are not known.
 */
export function listKnown(what: string, names: readonly string[] | undefined, found: unknown): string {
  if (!names) return '';
  const near = typeof found === 'string' ? findNear(found.slice(0, 80), names) : undefined;
  const shown = names.slice(0, MAX_LISTED).map((name) => `"${name}"`);
  return `${near === undefined ? '' : ` Did you mean "${near}"?`} Known ${what}: ${shown.join(', ') || 'none'}${names.length > MAX_LISTED ? ' …' : ''}.`;
}
