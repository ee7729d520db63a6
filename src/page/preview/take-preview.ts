import { PREVIEW_KEY, PREVIEW_READER_KEY } from '../storage-keys.js';
import type { PageMemory } from '../page-memory.js';
import { isMarked, MARKER, replaceAddress, withMarker } from './marker.js';
import { readTab, writeTab } from './tab-text.js';

/**
 * Takes the preview of a page: one that was pasted, that of the fragment, which leaves the address at once, else the one that the
 * tab keeps. The marker stays in the address. An address without it is live.
 *
 * @returns A signed preview or its id, not verified; `null` for a page that is live.
 */
export function takePreview(memory: PageMemory): string | null {
  const { hash, search } = location;
  const { pasted } = memory;
  if (pasted !== undefined) {
    memory.pasted = undefined;
    return takeNew(pasted, hash);
  }
  if (hash.startsWith(`#${MARKER}=`)) return takeNew(hash.slice(MARKER.length + 2), '');
  const kept = readTab(PREVIEW_KEY);
  if (kept === null || isMarked(search)) return kept;
  console.info(`[zephr] this tab has a preview, and the address has no ?${MARKER}: the page is live.`);
  return null;
}

/** @param hash - The fragment that stays in the address. */
function takeNew(preview: string, hash: string): string {
  replaceAddress(withMarker(location.search), hash);
  // The reader of an earlier preview does not count for this one.
  writeTab(PREVIEW_READER_KEY, null);
  return preview;
}
