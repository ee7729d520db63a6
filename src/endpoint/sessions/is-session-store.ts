import { isRecord } from '../../lib/is-record.js';
import type { SessionStore } from '../store.js';

const METHODS = ['keepSession', 'endSession'] as const satisfies readonly (keyof SessionStore)[];

/** Counts the methods of a session store that a value has; methods of its class count. */
export function countSessionMethods(store: unknown): number {
  return METHODS.filter((name) => isRecord(store) && typeof store[name] === 'function').length;
}

/** Tells whether a store keeps the sessions of readers. */
export function isSessionStore(store: unknown): store is SessionStore {
  return countSessionMethods(store) === METHODS.length;
}
