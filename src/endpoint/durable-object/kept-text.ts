import type { ListEntry } from '../list/create-list-store.js';
import { MAX_PIECE_CHARACTERS } from '../limits.js';

/** The part of the storage of a Durable Object that the store uses. */
export interface DurableObjectStorage {
  get<Value>(keys: string[]): Promise<Map<string, Value>>;
  get<Value>(key: string): Promise<Value | undefined>;
  put(entries: Record<string, unknown>): Promise<void>;
  delete(keys: string[]): Promise<unknown>;
  deleteAll(): Promise<void>;
  transaction<Result>(run: (storage: DurableObjectStorage) => Promise<Result>): Promise<Result>;
  getAlarm(): Promise<number | null>;
  setAlarm(at: number): Promise<void>;
}

/** The row of an object beside what it keeps. */
export interface Head {
  /** Of its text. */
  readonly pieces: number;
  readonly expiresAt: number | null;
}

/** Name of that row. */
export const HEAD = 'head';
const pieceNames = (from: number, to: number): string[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => `piece:${from + n}`);

/** Reads the text that an object keeps, or `null`. */
export async function readText(storage: DurableObjectStorage): Promise<string | null> {
  const head = await storage.get<Head>(HEAD);
  if (!head) return null;
  const names = pieceNames(0, head.pieces);
  const pieces = await storage.get<string>(names);
  return names.map((name) => pieces.get(name) ?? '').join('');
}

/** Changes the text that an object keeps, in one transaction. The alarm says when to look whether it is still needed. */
export async function changeText(
  storage: DurableObjectStorage,
  change: (text: string | null) => ListEntry | null,
): Promise<void> {
  await storage.transaction(async (within) => {
    const entry = change(await readText(within));
    if (!entry) return;
    const before = (await within.get<Head>(HEAD))?.pieces ?? 0;
    const pieces = split(entry.text);
    const head: Head = { pieces: pieces.length, expiresAt: entry.expiresAt };
    const rows = pieces.map((piece, n) => [`piece:${n}`, piece] as const);
    await within.put(Object.fromEntries<unknown>([[HEAD, head], ...rows]));
    const superfluous = pieceNames(pieces.length, before);
    if (superfluous.length) await within.delete(superfluous);
    // An earlier alarm finds the later moment by itself.
    if (entry.expiresAt !== null && (await within.getAlarm()) === null)
      await within.setAlarm(Math.ceil(entry.expiresAt));
  });
}

/** Removes everything where its time is over, so that the object takes no room; else looks again when it is. */
export async function removeExpired(storage: DurableObjectStorage, now: number): Promise<void> {
  const head = await storage.get<Head>(HEAD);
  if (head?.expiresAt === null) return;
  if (head && head.expiresAt > now) await storage.setAlarm(Math.ceil(head.expiresAt));
  else await storage.deleteAll();
}

/** Splits a text into pieces that a row may hold. */
function split(text: string): readonly string[] {
  const count = Math.max(1, Math.ceil(text.length / MAX_PIECE_CHARACTERS));
  return Array.from({ length: count }, (_, n) => text.slice(n * MAX_PIECE_CHARACTERS, (n + 1) * MAX_PIECE_CHARACTERS));
}
