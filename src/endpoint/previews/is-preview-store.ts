import { isRecord } from '../../lib/is-record.js';
import type { PreviewStore } from '../store.js';

const METHODS = ['keepPreview', 'findPreview'] as const satisfies readonly (keyof PreviewStore)[];

/** Counts the methods of a preview store that a value has; methods of its class count. */
export function countPreviewMethods(store: unknown): number {
  return METHODS.filter((name) => isRecord(store) && typeof store[name] === 'function').length;
}

/** Tells whether a store keeps signed previews. */
export function isPreviewStore(store: unknown): store is PreviewStore {
  return countPreviewMethods(store) === METHODS.length;
}
