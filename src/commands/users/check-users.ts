import { isStorable } from '../../endpoint/is-storable.js';
import type { StoredUser } from '../../endpoint/sqlite/put-users.js';
import type { RowMistake, UserRow } from './user-row.js';

/** Thrown after all mistakes were reported. */
export class MistakesFound extends Error {
  override readonly name = 'MistakesFound';
  readonly count: number;

  constructor(count: number) {
    super(`${count} mistakes`);
    this.count = count;
  }
}

/**
 * Converts rows to users, one by one, so that there may be any number of them.
 *
 * @param system - Foreign key system of users without one.
 * @param report - Called with every mistake. No message quotes the contents of a row.
 * @throws {MistakesFound} At the end, if there was a mistake.
 */
export async function* checkUsers(
  rows: AsyncIterable<UserRow | RowMistake> | Iterable<UserRow | RowMistake>,
  system: string | undefined,
  report: (line: number, says: string) => void,
): AsyncGenerator<StoredUser> {
  const lines = new Map<string, number>();
  let count = 0;
  const complain = (line: number, says: string): void => {
    count++;
    report(line, says);
  };
  for await (const row of rows) {
    if ('says' in row) {
      complain(row.line, row.says);
      continue;
    }
    const { line, attributes } = row;
    const foreignKeySystem = isMissing(row.system) ? system : row.system;
    const foreignUserId = typeof row.id === 'number' ? String(row.id) : row.id;
    const says =
      findSlip(foreignUserId, 'foreignUserId', 'each user needs one') ??
      (Number.isSafeInteger(row.id) || typeof row.id !== 'number'
        ? null
        : 'foreignUserId must be text, because JSON cannot hold this number exactly') ??
      findSlip(foreignKeySystem, 'foreignKeySystem', 'add it here, or set it for all users with --system');
    if (says !== null) {
      complain(line, says);
      continue;
    }
    const user = { foreignKeySystem, foreignUserId, attributes } as StoredUser;
    const key = JSON.stringify([foreignKeySystem, foreignUserId]);
    const before = lines.get(key);
    if (before === undefined) lines.set(key, line);
    else complain(line, `line ${before} has the same user`);
    // After a mistake the file is only checked to its end, so no user is kept.
    if (count === 0) yield user;
  }
  if (count > 0) throw new MistakesFound(count);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function findSlip(value: unknown, name: string, advice: string): string | null {
  if (isMissing(value)) return `${name} is missing: ${advice}`;
  if (typeof value !== 'string') return `${name} must be text`;
  return isStorable(value) ? null : `${name} contains U+0000 or half of a character`;
}
