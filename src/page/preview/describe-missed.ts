import type { Edit } from '../../edit/edit.js';

/** Edits that the banner names. */
const MAX_NAMED_EDITS = 3;

/**
 * Describes how a page differs from the preview as it was made.
 *
 * @param missed - Edits that do not apply to the live config.
 * @param count - All edits of the preview.
 * @param isOther - Whether the live config is another one than the preview was made for.
 */
export function describeMissed(missed: readonly Edit[], count: number, isOther: boolean): string[] {
  const named = missed.slice(0, MAX_NAMED_EDITS).map(({ pointer }) => pointer);
  const more = missed.length > named.length ? ` and ${missed.length - named.length} more` : '';
  return [
    ...(missed.length > 0
      ? [
          `${missed.length} of ${count} edits ${missed.length === 1 ? 'does' : 'do'} not apply to today’s live config: ${named.join(', ')}${more}.`,
        ]
      : []),
    ...(isOther ? ['The live config has changed since this preview was made.'] : []),
  ];
}
