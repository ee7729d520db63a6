import { isRecord } from '../../lib/is-record.js';
import type { EventStore } from '../store.js';

const METHODS = ['addCounts', 'readCounts'] as const satisfies readonly (keyof EventStore)[];

/** Counts the methods of an event store that a value has; methods of its class count. */
export function countEventMethods(store: unknown): number {
  return METHODS.filter((name) => isRecord(store) && typeof store[name] === 'function').length;
}

/** Tells whether a store counts events. */
export function isEventStore(store: unknown): store is EventStore {
  return countEventMethods(store) === METHODS.length;
}
