import { isPrerendering, listenTo } from '../browser.js';
import { readLocal, writeLocal } from '../local-text.js';
import { KEY, takeTurns } from './ledger-storage.js';
import { accountOf, addEntries, type Account, type Ledger } from './ledger.js';
import { makeId } from '../make-id.js';
import { parseLedger, printLedger } from './parse-ledger.js';
import { trimLedger } from './trim-ledger.js';

/** A change of this page. It is made again to whatever text is found, so making it twice must be the same as once. */
export interface Change {
  /** Makes it, in a ledger that does not hold it. */
  readonly apply: (ledger: Ledger) => void;
  /** Whether a text that was read holds it. */
  readonly isIn: (ledger: Ledger) => boolean;
  /** Whether it is still to be made, when others have counted meanwhile. */
  readonly isDue?: (ledger: Ledger) => boolean;
}

/** Whether the browser may keep something: `unsettled` while the reader is being asked, and then nothing is written. */
export type Permission = 'granted' | 'unsettled' | 'denied';

/** The ledger of this page and what is stored of it. */
export interface Keeper {
  /** The ledger as it was when it was looked at last. */
  readonly held: () => Ledger;
  /** The ledger as it is now: what other tabs wrote is in it. */
  readonly look: () => Ledger;
  readonly change: (change: Change) => void;
  /** Writes soon, whether anything has changed or not: the clock has gone on. */
  readonly save: () => void;
  /** Writes at once, out of turn: the page is on its way out. */
  readonly flush: () => void;
  readonly permit: (permission: Permission) => void;
  /** How often something of other tabs was found. */
  readonly foreign: () => number;
  /** Key of the reader as long as nothing is stored. */
  readonly reader: () => string;
}

/**
 * Keeps the ledger in `localStorage`, whose text is the truth, but for the changes that this page has made: they are made
 * again to every text that is found. So a text that another tab wrote without having seen ours, as browsers whose tabs are
 * processes of their own can bring about, loses nothing, and what was taken away on purpose stays away.
 *
 * Where nothing can or may be stored, the ledger lasts as long as the page.
 *
 * @param onBroken - What was stored is no ledger.
 * @param onLost - What this page has counted is not due any more: another tab was faster.
 */
export function keepLedger(onBroken: () => void, onLost: () => void): Keeper {
  let permission: Permission = 'unsettled';
  let text: string | null = null;
  let ledger: Ledger = parseLedger(null).ledger;
  let isForeign = false;
  let changes: Change[] = [];
  /** Changes that are in no text that was found or written. */
  let unwritten = new Set<Change>();
  let foreign = 0;
  let waiting = false;
  let reader = makeId(16);

  const forget = (): void => {
    changes = [];
    unwritten = new Set();
    reader = makeId(16);
  };

  /** Takes over a text. */
  const adopt = (found: string | null): void => {
    if (found === null) forget();
    const parsed = parseLedger(found);
    text = found;
    ledger = parsed.ledger;
    isForeign = parsed.newer;
    foreign++;
    unwritten = new Set();
    const due = changes.filter((change) => {
      if (change.isIn(ledger)) return true;
      // Also what was written before: whoever wrote over it has not seen it, and may have taken the last one.
      if (change.isDue && !change.isDue(ledger)) return false;
      unwritten.add(change);
      change.apply(ledger);
      return true;
    });
    trimLedger(ledger);
    if (due.length < changes.length) queueMicrotask(onLost);
    changes = due;
    if (parsed.broken) onBroken();
    if (parsed.broken || unwritten.size) save();
  };

  const look = (): Ledger => {
    const found = permission === 'denied' ? text : readLocal(KEY);
    if (found !== text) adopt(found);
    return ledger;
  };

  const write = (): void => {
    waiting = false;
    if (permission !== 'granted') return;
    look();
    if (isForeign) return;
    const isEmpty = ledger.reader === null && [...ledger.accounts.values()].every(hasNothing);
    if (!isEmpty) {
      ledger.reader ??= reader;
      ledger.latest = Math.max(ledger.latest, Date.now());
    }
    const next = isEmpty ? null : printLedger(ledger);
    if (next === text || writeLocal(KEY, next)) {
      text = next;
      unwritten.clear();
    }
  };

  const save = (): void => {
    if (waiting || permission !== 'granted' || isPrerendering()) return;
    waiting = true;
    void takeTurns(write);
  };

  const permit = (next: Permission): void => {
    if (next === permission) return;
    permission = next;
    if (next !== 'denied') {
      look();
      if (unwritten.size) save();
      return;
    }
    // What was counted counts for as long as the page is there.
    const held = look();
    writeLocal(KEY, null);
    text = null;
    changes = [{ apply: (into) => mergeLedger(into, held), isIn: () => false }];
    unwritten = new Set(changes);
  };

  // Not before the page is decided: listening to it takes the browser as long as all that is done here.
  setTimeout(() =>
    listenTo(window, 'storage', (event) => {
      const { key } = event as StorageEvent;
      if (key === KEY || key === null) look();
    }),
  );

  return {
    held: () => ledger,
    look,
    change: (change) => {
      changes.push(change);
      unwritten.add(change);
      change.apply(ledger);
      trimLedger(ledger);
      save();
    },
    save,
    flush: () => {
      if (unwritten.size) write();
    },
    permit,
    foreign: () => foreign,
    reader: () => reader,
  };
}

function hasNothing({ trackers, refused, carried }: Account): boolean {
  return !trackers.size && !refused.size && !carried;
}

function mergeLedger(into: Ledger, { reader, latest, accounts }: Ledger): void {
  into.reader ??= reader;
  into.latest = Math.max(into.latest, latest);
  for (const [key, account] of accounts) {
    const target = accountOf(into, key);
    for (const [tracker, entries] of account.trackers) addEntries(target, tracker, entries);
    for (const id of account.queue) target.queue.add(id);
    for (const id of account.refused) target.refused.add(id);
    target.carried ||= account.carried;
  }
}
