import { FAILURE_MEMORY_MS, FILE_CHECK_INTERVAL_MS, STATE_TEST_INTERVAL_MS } from '../limits.js';
import { StoreError } from '../store-error.js';
import type { StoreState } from '../store-state.js';
import type { Database, Statement } from './database.js';
import { rememberFiles, type FileIdentity } from './file-identity.js';
import { LockQueue } from './lock-queue.js';
import { isBusy, isDamage, isSqliteError } from './sqlite-errors.js';
import { fileLocked, toStoreError } from './to-store-error.js';

/** An open file, and the path it was opened by. */
export interface OpenedFile {
  /** As in messages. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly database: Database;
}

/**
 * The file of a store, through which all of its operations go. None of them waits for a lock in the thread (`LockQueue`),
 * none succeeds on a file that is no longer at its path, and a failure is a `StoreError`: `file-locked`, `file-lost`,
 * `file-damaged` or `store-failed`.
 */
export class StoreFile {
  readonly #file: OpenedFile;
  readonly #identity: FileIdentity;
  // With write-ahead logging, reading does not wait for writing, so each has a queue of its own.
  readonly #reads: LockQueue;
  readonly #writes: LockQueue;
  readonly #readAnything: Statement;
  #isOpen = true;
  #isLost = false;
  #checkedAt = -Infinity;
  #probedAt = -Infinity;
  #damagedAt = -Infinity;
  #failedAt = -Infinity;

  constructor(file: OpenedFile) {
    this.#file = file;
    this.#identity = rememberFiles([file.path, `${file.path}-wal`]);
    const toRefusal = (cause: unknown): StoreError => fileLocked(file.name, cause);
    this.#reads = new LockQueue({ isBusy, toRefusal });
    this.#writes = new LockQueue({ isBusy, toRefusal });
    this.#readAnything = file.database.prepare('SELECT name FROM sqlite_schema LIMIT 1');
  }

  /** Reads. The result is of one moment. */
  async read<Result>(use: () => Result): Promise<Result> {
    this.#checkOpen();
    return this.#guard(() => this.#reads.run(() => this.#use(use)));
  }

  /**
   * Writes in a transaction that locks the file before it reads and until it has written (BEGIN IMMEDIATE), so that several
   * processes on one file count like one. All of it is written, or nothing if it rejects.
   */
  async write<Result>(use: () => Result): Promise<Result> {
    this.#checkOpen();
    const { database } = this.#file;
    const transact = (): Result => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = use();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        rollBack(database);
        throw error;
      }
    };
    const result = await this.#guard(() => this.#writes.run(() => this.#use(transact)));
    // The file may have been deleted since the last look: then it was written to nothing.
    this.#checkPlace(true);
    return result;
  }

  /** Tells the state, and tries at most once a second whether the file can be read and written. */
  state(): StoreState {
    const now = performance.now();
    if (this.#isOpen && now - this.#probedAt > STATE_TEST_INTERVAL_MS) {
      this.#probedAt = now;
      void Promise.allSettled([this.write(() => undefined), this.read(() => this.#readAnything.get())]);
    }
    if (this.#isLost) return 'lost';
    if (now - this.#damagedAt < FAILURE_MEMORY_MS) return 'damaged';
    if (this.#writes.isLocked || this.#reads.isLocked) return 'locked';
    return now - this.#failedAt < FAILURE_MEMORY_MS ? 'unreachable' : 'ok';
  }

  /** Closes the file and refuses operations that wait for a lock. A second call has no effect. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const error = this.#closedError();
    for (const queue of [this.#reads, this.#writes]) queue.close(error);
    this.#file.database.close();
  }

  /** A prepared statement still runs for a while after its connection was closed. */
  #checkOpen(): void {
    if (!this.#isOpen) throw this.#closedError();
  }

  #closedError(): StoreError {
    return new StoreError('store-failed', `${this.#file.name} was closed.`);
  }

  #use<Result>(use: () => Result): Result {
    this.#checkPlace(false);
    return use();
  }

  /** @param always - Looks even if it has looked within the last second. */
  #checkPlace(always: boolean): void {
    const now = performance.now();
    if (always || now - this.#checkedAt > FILE_CHECK_INTERVAL_MS) {
      this.#checkedAt = now;
      this.#isLost = !this.#identity.isInPlace();
    }
    if (this.#isLost)
      throw new StoreError(
        'file-lost',
        `${this.#file.name} was deleted or replaced while it was open. Put it back, or start again with the file that is there now.`,
      );
  }

  async #guard<Result>(use: () => Promise<Result>): Promise<Result> {
    try {
      return await use();
    } catch (error) {
      throw this.#toFailure(error);
    }
  }

  #toFailure(error: unknown): unknown {
    if (isDamage(error)) this.#damagedAt = performance.now();
    else if (isSqliteError(error)) this.#failedAt = performance.now();
    return toStoreError(error, this.#file.name);
  }
}

/** Ends a transaction that failed. SQLite has ended it already after some errors, such as a full disk. */
function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There is no transaction any more.
  }
}
