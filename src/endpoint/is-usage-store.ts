import { isRecord } from '../lib/is-record.js';
import type { UsageStore } from './store.js';

const METHODS = ['spend', 'readUsage', 'carry'] as const satisfies readonly (keyof UsageStore)[];

/** Counts the methods of a usage store that a value has; methods of its class count. */
export function countUsageMethods(store: unknown): number {
  return METHODS.filter((name) => isRecord(store) && typeof store[name] === 'function').length;
}

/** Tells whether a store keeps the usage of readers, and not gifts alone. */
export function isUsageStore(store: unknown): store is UsageStore {
  return countUsageMethods(store) === METHODS.length;
}
