/**
 * The state of a store, for `/zephr/health`.
 *
 * - `ok`: it is usable, as far as is known.
 * - `locked`: another program holds the lock of its file, so writing is refused for the time being.
 * - `lost`: its file was deleted or replaced while it was open.
 * - `damaged`: its file holds something that the store has not written.
 * - `unreachable`: its server does not answer, or its disk refuses.
 */
export type StoreState = 'ok' | 'locked' | 'lost' | 'damaged' | 'unreachable';

/** A store that can tell its state. */
export interface TellsState {
  /** Tells the state at once, without waiting for anything. May start a test whose result a later call tells. */
  state(): StoreState;
}
