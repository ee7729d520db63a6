import { MAX_PREVIEW_CHARACTERS_IN_MEMORY } from '../limits.js';
import type { PreviewStore } from '../store.js';

/**
 * Makes a preview store in the memory of this process. Without room it forgets the previews that were kept first. A store on disk
 * or on a server serves several processes, and keeps them over a restart.
 *
 * @param now - Milliseconds since 1970.
 * @param max - Characters of all previews together. Default: `MAX_PREVIEW_CHARACTERS_IN_MEMORY`.
 */
export function createMemoryPreviewStore(now: () => number, max = MAX_PREVIEW_CHARACTERS_IN_MEMORY): PreviewStore {
  const kept = new Map<string, { readonly preview: string; readonly expiresAt: number }>();
  const forgetEnded = (): void => {
    for (const [id, { expiresAt }] of kept) if (expiresAt <= now()) kept.delete(id);
  };
  return {
    keepPreview: (id, preview, expiresAt) => {
      forgetEnded();
      kept.set(id, { preview, expiresAt });
      let length = [...kept.values()].reduce((sum, one) => sum + one.preview.length, 0);
      // A map iterates in the order of insertion.
      for (const [oldest, one] of kept) {
        if (length <= max || oldest === id) break;
        kept.delete(oldest);
        length -= one.preview.length;
      }
    },
    findPreview: (id) => {
      forgetEnded();
      return kept.get(id)?.preview ?? null;
    },
  };
}
