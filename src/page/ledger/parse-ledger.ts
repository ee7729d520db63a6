import { isRecord } from '../../lib/is-record.js';
import { accountOf, createLedger, isEmptyAccount, type Account, type Ledger, type StoredView } from './ledger.js';
import { MAX_ID_LENGTH } from './limits.js';

const VERSION = 1;

/** A ledger read from text. */
export interface ParsedLedger {
  readonly ledger: Ledger;
  /** Whether some of the text was invalid and left out. */
  readonly broken: boolean;
  /** Whether a newer version of the SDK wrote the text: it must not be overwritten. */
  readonly newer: boolean;
}

/** An account as it is stored. */
interface WrittenAccount {
  readonly seen: Readonly<Record<string, readonly StoredView[]>>;
  readonly queue?: readonly string[];
  readonly refused?: readonly string[];
  readonly carried?: true;
}

/**
 * Parses a stored ledger. The reader, or any script of the site, can write that text, so invalid parts are left out, count
 * nothing and never throw.
 *
 * @param text - `null` where nothing is stored.
 */
export function parseLedger(text: string | null): ParsedLedger {
  const ledger = createLedger();
  if (text === null) return { ledger, broken: false, newer: false };
  const value = parse(text);
  const { version, reader, latest, accounts } = isRecord(value) ? value : {};
  if (typeof version === 'number' && version > VERSION) return { ledger, broken: false, newer: true };
  if (version !== VERSION || !isRecord(accounts)) return { ledger, broken: true, newer: false };
  let broken = !Number.isFinite(latest) || !isId(reader);
  if (isId(reader)) ledger.reader = reader;
  if (Number.isFinite(latest)) ledger.latest = Number(latest);
  for (const [key, written] of Object.entries(accounts)) {
    if (!readAccount(written, accountOf(ledger, key))) broken = true;
  }
  return { ledger, broken, newer: false };
}

/** Prints a ledger as text, always the same text for the same ledger. Empty accounts are left out. */
export function printLedger({ reader, latest, accounts }: Ledger): string {
  const written = [...accounts].flatMap(([key, account]): [string, WrittenAccount][] => {
    if (isEmptyAccount(account)) return [];
    const { trackers, queue, refused, carried } = account;
    return [
      [
        key,
        {
          seen: Object.fromEntries(trackers),
          ...(queue.size && { queue: [...queue] }),
          ...(refused.size && { refused: [...refused] }),
          ...(carried && { carried }),
        },
      ],
    ];
  });
  return JSON.stringify({ version: VERSION, reader, latest, accounts: Object.fromEntries(written) });
}

/** Returns whether all of the account was valid. */
function readAccount(written: unknown, account: Account): boolean {
  const { seen, queue = [], refused = [], carried } = (isRecord(written) ? written : {}) as Record<string, unknown>;
  if (!isRecord(seen) || !Array.isArray(queue) || !Array.isArray(refused)) return false;
  let isValid = true;
  for (const [tracker, list] of Object.entries(seen)) {
    const views = (Array.isArray(list) ? list : [null]) as readonly unknown[];
    const kept = views.every(isStoredView) ? views : views.filter(isStoredView);
    if (kept.length < views.length) isValid = false;
    if (kept.length) account.trackers.set(tracker, kept);
  }
  for (const id of queue as unknown[]) if (isId(id)) account.queue.add(id);
  for (const id of refused as unknown[]) if (isId(id)) account.refused.add(id);
  account.carried = carried === true;
  return isValid;
}

/** Whether a value from outside is a stored view. */
export function isStoredView(value: unknown): value is StoredView {
  return Array.isArray(value) && isId(value[0]) && typeof value[1] === 'string' && Number.isFinite(value[2]);
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
