import { VERSION } from '../../lib/version.js';
import { isRecord } from '../../lib/is-record.js';
import type { RouteAnswer } from '../route-answer.js';
import type { StoreState, TellsState } from '../store-state.js';

const STATES: ReadonlySet<unknown> = new Set<StoreState>(['ok', 'locked', 'lost', 'damaged', 'unreachable']);

/** The stores of an endpoint, of which some can tell their state (`TellsState`). */
export interface HealthPorts {
  readonly store: unknown;
  readonly users: unknown;
}

/**
 * Answers `GET /zephr/health`: the version, and the state of stores that can tell it. The status is 200 whatever the stores'
 * state: tokens are verified and features decided without them, so a load balancer that took the server out would make more
 * fail. It never waits for a store.
 */
export function answerHealth({ store, users }: HealthPorts): RouteAnswer {
  const [ofStore, ofUsers] = [readState(store), users === store ? null : readState(users)];
  return {
    body: { ok: true, version: VERSION, ...(ofStore && { store: ofStore }), ...(ofUsers && { users: ofUsers }) },
  };
}

/** Reads the state of a store, which may be a publisher's own. */
function readState(store: unknown): StoreState | null {
  try {
    const state: unknown =
      isRecord(store) && typeof store['state'] === 'function' ? (store as unknown as TellsState).state() : null;
    return STATES.has(state) ? (state as StoreState) : null;
  } catch {
    return 'unreachable';
  }
}
