import { makeId } from '../make-id.js';
import { createLedger, isEmptyLedger, mergeLedger, type Ledger } from './ledger.js';
import type { LedgerStorage } from './ledger-storage.js';
import { parseLedger, printLedger } from './parse-ledger.js';
import { trimLedger } from './trim-ledger.js';

/** A local change. It is reapplied to every version read from storage, so it must be idempotent. */
export interface Change {
  /** Makes the change in a ledger that does not hold it. */
  readonly apply: (ledger: Ledger) => void;
  /** Whether a ledger that was read holds the change. */
  readonly isIn: (ledger: Ledger) => boolean;
  /** Whether the change is still to be made after other tabs have counted. Default: always. */
  readonly isDue?: (ledger: Ledger) => boolean;
}

/**
 * Whether the browser may store the ledger: `unsettled` while a consent manager is asking the reader, and then nothing is
 * written.
 */
export type Permission = 'granted' | 'unsettled' | 'denied';

/** The functions that a ledger store needs of its page. */
export interface LedgerStorePorts extends LedgerStorage {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the page is being prerendered: then nothing is written. */
  readonly isPrerendering: () => boolean;
  /** Called when the stored text is not a ledger; it is discarded. */
  readonly onBroken: () => void;
  /** Called when a view of this page no longer counts, because another tab was faster. */
  readonly onLost: () => void;
}

/**
 * The ledger of this page and its copy in storage. The stored text is the truth, except for the changes of this page: they
 * are reapplied to every text that is read. So nothing is lost when another tab overwrites the text without having read ours
 * (browsers that run tabs in processes of their own allow that), and a ledger that was deleted on purpose stays deleted.
 *
 * Where nothing can or may be stored, the ledger lasts as long as the page.
 *
 * @example
 * const store = new LedgerStore({ ...ledgerStorage, now: Date.now, isPrerendering, onBroken, onLost });
 * store.permit('granted');
 * store.change({ apply, isIn });
 */
export class LedgerStore {
  readonly #ports: LedgerStorePorts;
  #permission: Permission = 'unsettled';
  /** The text that was read or written last. */
  #text: string | null = null;
  /** The ledger as it was read last. Changed only by the store itself, like the other public members. */
  ledger: Ledger = createLedger();
  /** A newer version of the SDK wrote the text: it must not be overwritten. */
  #isNewer = false;
  #changes: Change[] = [];
  /** The changes that no text holds that was read or written. */
  #unwritten = new Set<Change>();
  #isWriteQueued = false;
  /** How many texts of other tabs have been read. */
  foreignReads = 0;
  /** Id of the anonymous reader as long as nothing is stored. */
  reader = makeId(16);

  constructor(ports: LedgerStorePorts) {
    this.#ports = ports;
  }

  /** Reads the ledger again, with everything that other tabs have written. */
  read(): Ledger {
    const found = this.#permission === 'denied' ? this.#text : this.#ports.read();
    if (found !== this.#text) this.#adopt(found);
    return this.ledger;
  }

  /** Makes a change and stores it soon. */
  change(change: Change): void {
    this.#changes.push(change);
    this.#unwritten.add(change);
    change.apply(this.ledger);
    trimLedger(this.ledger);
    this.save();
  }

  /** Writes soon, even without a change: the clock has advanced. */
  save(): void {
    if (this.#isWriteQueued || this.#permission !== 'granted' || this.#ports.isPrerendering()) return;
    this.#isWriteQueued = true;
    this.#ports.runExclusively(() => {
      this.#isWriteQueued = false;
      this.#write();
    });
  }

  /** Writes unwritten changes at once, without the lock: the page is hidden or stopped, and may not get its turn. */
  flush(): void {
    if (this.#unwritten.size) this.#write();
  }

  /** Sets whether the ledger may be stored. A denial deletes the stored text; the page keeps what it has counted. */
  permit(permission: Permission): void {
    if (permission === this.#permission) return;
    if (permission === 'denied') return this.#deny();
    this.#permission = permission;
    this.read();
    if (this.#unwritten.size) this.save();
  }

  #deny(): void {
    this.#permission = 'denied';
    const held = this.ledger;
    this.#ports.write(null);
    this.#text = null;
    this.#changes = [{ apply: (into) => mergeLedger(into, held), isIn: () => false }];
    this.#unwritten = new Set(this.#changes);
  }

  /** Takes over a text of another tab, and reapplies the changes of this page. */
  #adopt(text: string | null): void {
    if (text === null) {
      // The reader, or another tab, has deleted the ledger.
      this.#changes = [];
      this.reader = makeId(16);
    }
    const { ledger, broken, newer } = parseLedger(text);
    this.#text = text;
    this.ledger = ledger;
    this.#isNewer = newer;
    this.foreignReads++;
    this.#unwritten = new Set();
    const before = this.#changes;
    this.#changes = before.filter((change) => {
      if (change.isIn(ledger)) return true;
      // Also a change that was written before: the tab that overwrote it may have counted the last view of a trial.
      if (change.isDue && !change.isDue(ledger)) return false;
      this.#unwritten.add(change);
      change.apply(ledger);
      return true;
    });
    trimLedger(ledger);
    if (this.#changes.length < before.length) queueMicrotask(this.#ports.onLost);
    if (broken) this.#ports.onBroken();
    if (broken || this.#unwritten.size) this.save();
  }

  #write(): void {
    if (this.#permission !== 'granted') return;
    const ledger = this.read();
    if (this.#isNewer) return;
    const next = printStored(ledger, this.reader, this.#ports.now());
    if (next === this.#text || this.#ports.write(next)) {
      this.#text = next;
      this.#unwritten.clear();
    }
  }
}

/** The text to store; `null` where the ledger is empty. */
function printStored(ledger: Ledger, reader: string, now: number): string | null {
  if (isEmptyLedger(ledger)) return null;
  ledger.reader ??= reader;
  ledger.latest = Math.max(ledger.latest, now);
  return printLedger(ledger);
}
