import { readLocal, writeLocal } from '../local-text.js';
import { LEDGER_KEY } from '../storage-keys.js';

/** Where a ledger is stored, and how tabs take turns at writing it. */
export interface LedgerStorage {
  /** Reads the stored text; `null` where nothing is stored, and where storage is blocked. */
  readonly read: () => string | null;
  /** Stores a text, or removes it with `null`. Returns whether that succeeded. */
  readonly write: (text: string | null) => boolean;
  /** Runs `work` under an exclusive lock shared by all tabs. */
  readonly runExclusively: (work: () => void) => void;
}

/**
 * The ledger's storage in the browser. Without Web Locks (plain http, old browsers, frames without an origin) `work` runs at
 * once.
 *
 * @see https://www.w3.org/TR/web-locks/
 */
export const ledgerStorage: LedgerStorage = {
  read: () => readLocal(LEDGER_KEY),
  write: (text) => writeLocal(LEDGER_KEY, text),
  runExclusively: (work) => {
    try {
      navigator.locks.request(LEDGER_KEY, work).catch(work);
    } catch {
      work();
    }
  },
};
