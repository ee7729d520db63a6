import { PREVIEW_ID_CHARACTERS } from './limits.js';

/** Whether a text is the id of a preview. A signed preview has dots. */
export function isPreviewId(text: string): boolean {
  return new RegExp(`^[\\w-]{${PREVIEW_ID_CHARACTERS}}$`).test(text);
}
