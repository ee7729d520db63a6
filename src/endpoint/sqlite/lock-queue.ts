import {
  LOCK_PATIENCE_MS,
  LOCK_REFUSAL_MS,
  LOCK_REPORTED_AFTER_MS,
  MAX_LOCK_RETRY_DELAY_MS,
  MAX_QUEUE_RUN_MS,
  MAX_QUEUED_OPERATIONS,
} from '../limits.js';

/** The errors of the operations of a queue. */
export interface LockQueueOptions {
  /** Tells whether an operation failed because something else holds the lock. It is then tried again as a whole. */
  readonly isBusy: (error: unknown) => boolean;
  /** Makes the error of operations that are refused while the lock is held. */
  readonly toRefusal: (cause: unknown) => Error;
}

/** An operation that waits for its turn. */
interface Job {
  /** Runs it. Returns `false` when the lock is held, else settles its promise. */
  readonly attempt: () => boolean;
  readonly refuse: (error: Error) => void;
}

/**
 * Runs synchronous operations that need a lock of another program, without ever waiting in the thread.
 *
 * An operation runs at once where nothing waits. When the lock is held, it waits in a queue, and timers try the first of the
 * queue again. When the lock was held for `LOCK_PATIENCE_MS` on end, all that wait are refused, and for `LOCK_REFUSAL_MS`
 * everything that comes, without another try. The next operation then shows whether the lock is free: it is tried once.
 */
export class LockQueue {
  readonly #options: LockQueueOptions;
  #jobs: Job[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Since when each try has found the lock held; `null` after one that did not. */
  #heldSince: number | null = null;
  #retryDelay = 0;
  /** The error of the last try that found the lock held. */
  #cause: unknown = null;
  #refusesUntil = -Infinity;
  /** Whether operations were refused, and no try has found the lock free since. */
  #hasRefused = false;

  constructor(options: LockQueueOptions) {
    this.#options = options;
  }

  /** Whether the lock is held for longer than any usual operation takes. */
  get isLocked(): boolean {
    return (
      this.#hasRefused || (this.#heldSince !== null && performance.now() - this.#heldSince > LOCK_REPORTED_AFTER_MS)
    );
  }

  /**
   * Runs an operation when the lock is free.
   *
   * @param use - Throws an error for which `isBusy` holds, before it has changed anything, while the lock is held.
   * @returns Rejects with what `use` throws, or with `toRefusal`.
   */
  run<Result>(use: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const job: Job = { attempt: () => this.#attempt(use, resolve, reject), refuse: reject };
      if (performance.now() < this.#refusesUntil || this.#jobs.length >= MAX_QUEUED_OPERATIONS)
        return reject(this.#options.toRefusal(this.#cause));
      if (this.#jobs.length === 0 && job.attempt()) return;
      this.#jobs.push(job);
      if (this.#hasRefused) this.#refuseAll();
      else this.#timer ??= setTimeout(this.#runQueue, this.#nextDelay());
    });
  }

  /** Refuses everything that waits. */
  close(error: Error): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const { refuse } of this.#jobs.splice(0)) refuse(error);
  }

  #attempt<Result>(use: () => Result, resolve: (result: Result) => void, reject: (error: unknown) => void): boolean {
    try {
      resolve(use());
    } catch (error) {
      if (this.#options.isBusy(error)) {
        this.#heldSince ??= performance.now();
        this.#cause = error;
        return false;
      }
      reject(error);
    }
    this.#heldSince = null;
    this.#retryDelay = 0;
    this.#hasRefused = false;
    return true;
  }

  readonly #runQueue = (): void => {
    this.#timer = null;
    const until = performance.now() + MAX_QUEUE_RUN_MS;
    while (this.#jobs.length > 0) {
      if (!this.#jobs[0]!.attempt()) {
        if (performance.now() - this.#heldSince! >= LOCK_PATIENCE_MS) return this.#refuseAll();
        this.#timer = setTimeout(this.#runQueue, this.#nextDelay());
        return;
      }
      this.#jobs.shift();
      if (performance.now() < until) continue;
      // A long queue lets other requests in between.
      if (this.#jobs.length > 0) this.#timer = setTimeout(this.#runQueue, 0);
      return;
    }
  };

  #refuseAll(): void {
    this.#hasRefused = true;
    this.#heldSince = null;
    this.#refusesUntil = performance.now() + LOCK_REFUSAL_MS;
    for (const { refuse } of this.#jobs.splice(0)) refuse(this.#options.toRefusal(this.#cause));
  }

  /** Grows from try to try. It is random, so that processes that write all the time do not exclude another one. */
  #nextDelay(): number {
    this.#retryDelay = Math.min(MAX_LOCK_RETRY_DELAY_MS, this.#retryDelay + 1);
    return 1 + Math.random() * (this.#retryDelay - 1);
  }
}
