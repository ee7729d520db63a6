import { MARKER } from './marker.js';

/** The fragment of a link, or one without its `#`, and what it holds. */
const FRAGMENT = new RegExp(`(?:^|#)${MARKER}=(.*)$`);

/**
 * Finds the preview in a text that somebody pastes: a link, its fragment, or the preview itself. Mail programs break long lines, so
 * spaces and line breaks do not count.
 *
 * @returns A signed preview or its id, not verified.
 */
export function findPreview(pasted: string): string {
  const text = pasted.replace(/\s+/g, '');
  return FRAGMENT.exec(text)?.[1] ?? text;
}
