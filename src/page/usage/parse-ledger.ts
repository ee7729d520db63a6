import { isRecord } from '../../lib/is-record.js';
import { accountOf, aLedger, type Account, type Entry, type Ledger } from './ledger.js';

const VERSION = 1;
const ID = /^[\w-]{1,64}$/;

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
  readonly seen: readonly (readonly [id: string, tracker: string, item: string, at: number])[];
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
  const written = Object.create(null) as Record<string, WrittenAccount>;
  for (const [key, { entries, queue, refused, carried }] of accounts) {
    const seen = [...entries.values()].map(({ id, tracker, item, at }) => [id, tracker, item, at] as const);
    if (!seen.length && !refused.size && !carried) continue;
    written[key] = {
      seen,
      ...(queue.size && { queue: [...queue] }),
      ...(refused.size && { refused: [...refused] }),
      ...(carried && { carried }),
    };
  }
  return JSON.stringify({ version: VERSION, reader, latest, accounts: written });
}

/** @returns Whether all of it was sound. */
function readAccount(written: unknown, account: Account): boolean {
  const { seen, queue = [], refused = [], carried } = (isRecord(written) ? written : {}) as Record<string, unknown>;
  if (!Array.isArray(seen) || !Array.isArray(queue) || !Array.isArray(refused)) return false;
  let sound = true;
  for (const tuple of seen as unknown[]) {
    const entry = Array.isArray(tuple) ? anEntry(tuple[0], tuple[1], tuple[2], tuple[3]) : null;
    if (entry) account.entries.set(entry.id, entry);
    else sound = false;
  }
  for (const id of queue as unknown[]) if (isId(id) && account.entries.has(id)) account.queue.add(id);
  for (const id of refused as unknown[]) if (isId(id)) account.refused.add(id);
  account.carried = carried === true;
  return sound;
}

/** An entry of what others wrote; `null` where it is none. */
export function anEntry(id: unknown, tracker: unknown, item: unknown, at: unknown): Entry | null {
  return isId(id) && typeof tracker === 'string' && typeof item === 'string' && Number.isFinite(at)
    ? { id, tracker, item, at: at as number }
    : null;
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && ID.test(id);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
