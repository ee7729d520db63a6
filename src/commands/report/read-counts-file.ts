import type { Command } from 'commander';
import type { Counts } from '../../endpoint/store.js';
import { isRecord } from '../../lib/is-record.js';
import { EXIT } from '../exit-codes.js';
import { nameOf, readTextFile } from '../read-text-file.js';

/**
 * Reads counts that a store's `readCounts` has given, as JSON: the way of stores that the command cannot open itself.
 *
 * @param path - `-` is the standard input.
 * @throws {CommanderError} With exit code 2 for a file that cannot be read, or has anything else in it.
 */
export async function readCountsFile(path: string, command: Command): Promise<Readonly<Record<string, Counts>>> {
  const text = await readTextFile(path, command);
  try {
    const days: unknown = JSON.parse(text);
    if (isRecord(days) && Object.values(days).every(isCounts)) return days as Readonly<Record<string, Counts>>;
  } catch {
    // Says the same as for other JSON.
  }
  return command.error(
    `error: ${nameOf(path)} has no counts. Write what readCounts of the store gives, as JSON: {"2026-11-30":{"NAME":1}}.`,
    { exitCode: EXIT.usage },
  );
}

function isCounts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((count) => Number.isSafeInteger(count) && Number(count) >= 0);
}
