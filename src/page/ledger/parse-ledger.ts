import { isRecord } from '../../lib/is-record.js';
import { accountOf, aLedger, type Account, type Entry, type Ledger } from './ledger.js';

const VERSION = 1;
/** Characters of an id, at most. */
const LONGEST_ID = 64;

/** A ledger as it was read. */
export interface ParsedLedger {
  readonly ledger: Ledger;
  /** Some of the text was no ledger, and was left out. */
  readonly broken: boolean;
  /** A newer SDK wrote it: it is not to be touched. */
  readonly newer: boolean;
}

/** An account as it is written. */
interface WrittenAccount {
  readonly seen: Readonly<Record<string, readonly Entry[]>>;
  readonly queue?: readonly string[];
  readonly refused?: readonly string[];
  readonly carried?: true;
}

/**
 * Reads what was stored, which the reader, or anybody's script, can have written: what is no ledger is left out, so it
 * counts nothing, and never throws.
 *
 * @param text - `null` where nothing is stored.
 */
export function parseLedger(text: string | null): ParsedLedger {
  const ledger = aLedger();
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

/** Puts a ledger into text, the same text for the same ledger. */
export function printLedger({ reader, latest, accounts }: Ledger): string {
  const written = [...accounts].flatMap(([key, { trackers, queue, refused, carried }]): [string, WrittenAccount][] => {
    if (!trackers.size && !refused.size && !carried) return [];
    const account = {
      seen: Object.fromEntries(trackers),
      ...(queue.size && { queue: [...queue] }),
      ...(refused.size && { refused: [...refused] }),
      ...(carried && { carried }),
    };
    return [[key, account]];
  });
  return JSON.stringify({ version: VERSION, reader, latest, accounts: Object.fromEntries(written) });
}

/** @returns Whether all of it was sound. */
function readAccount(written: unknown, account: Account): boolean {
  const { seen, queue = [], refused = [], carried } = (isRecord(written) ? written : {}) as Record<string, unknown>;
  if (!isRecord(seen) || !Array.isArray(queue) || !Array.isArray(refused)) return false;
  let sound = true;
  for (const [tracker, list] of Object.entries(seen)) {
    const entries = (Array.isArray(list) ? list : [null]) as readonly unknown[];
    const kept = entries.every(isEntry) ? entries : entries.filter(isEntry);
    if (kept.length < entries.length) sound = false;
    if (kept.length) account.trackers.set(tracker, kept);
  }
  for (const id of queue as unknown[]) if (isId(id)) account.queue.add(id);
  for (const id of refused as unknown[]) if (isId(id)) account.refused.add(id);
  account.carried = carried === true;
  return sound;
}

/** Whether something that others wrote is an entry. */
export function isEntry(value: unknown): value is Entry {
  return Array.isArray(value) && isId(value[0]) && typeof value[1] === 'string' && Number.isFinite(value[2]);
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= LONGEST_ID;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
