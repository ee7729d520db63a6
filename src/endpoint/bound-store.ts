import { isRecord } from '../lib/is-record.js';
import { FAILURE_MEMORY_MS, MAX_OVERDUE_CALLS, STORE_REFUSAL_MS, STORE_TIMEOUT_MS } from './limits.js';
import { StoreError } from './store-error.js';
import type { StoreState, TellsState } from './store-state.js';

const METHODS = [
  'find',
  'claimGift',
  'spend',
  'readUsage',
  'carry',
  'forgetUsage',
  'keepPreview',
  'findPreview',
  'keepSession',
  'endSession',
  'forgetSessions',
  'addCounts',
  'readCounts',
] as const;

type Methods = Readonly<Record<string, ((...args: unknown[]) => unknown) | undefined>>;

/**
 * Gives a store of which every call settles in time, whatever the given one does. A call that has no answer in time rejects
 * with `timeout`. After `MAX_OVERDUE_CALLS` such calls in a row, calls reject at once, except for one each
 * `STORE_REFUSAL_MS`, so that calls to a store that hangs do not add up; an answer in time ends that.
 *
 * @param timeoutMs - Time limit of a call. Default: `STORE_TIMEOUT_MS`.
 * @returns The methods that the store has, and `state`: `unreachable` while calls are overdue.
 */
export function boundStore<Store extends object>(store: Store, timeoutMs = STORE_TIMEOUT_MS): Store & TellsState {
  const methods = store as Methods;
  const limit = new CallLimit(timeoutMs);
  const bounded: Record<string, unknown> = {
    state: () => {
      const state = methods['state']?.() as StoreState | undefined;
      return limit.isOver && (state ?? 'ok') === 'ok' ? 'unreachable' : state;
    },
  };
  for (const name of METHODS)
    if (typeof methods[name] === 'function')
      bounded[name] = (...args: unknown[]) => limit.call(() => methods[name]!(...args));
  return bounded as Store & TellsState;
}

/** Bounds the calls to the stores of an endpoint; one object that is both stays one. */
export function boundStores<Store extends object, Users extends object>({
  store,
  users,
}: {
  readonly store?: Store | undefined;
  readonly users?: Users | undefined;
}): { readonly store: Store | undefined; readonly users: Users | undefined } {
  const bounded = store && boundStore(store);
  const isOne = Object.is(store, users);
  return { store: bounded, users: isOne ? (bounded as unknown as Users) : users && boundStore(users) };
}

/** The time limit of the calls to one store. */
class CallLimit {
  readonly #timeoutMs: number;
  /** Calls without an answer in time since the last one that had it. */
  #overdue = 0;
  #overdueAt = -Infinity;
  #calledAt = -Infinity;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Whether the store has lately not answered. */
  get isOver(): boolean {
    return this.#overdue > 0 && performance.now() - this.#overdueAt < FAILURE_MEMORY_MS;
  }

  /** Gives the answer of a store in memory at once, and any other answer or failure as a promise. */
  call(use: () => unknown): unknown {
    const now = performance.now();
    if (this.#overdue >= MAX_OVERDUE_CALLS && now - this.#calledAt < STORE_REFUSAL_MS)
      return Promise.reject(this.#createError());
    this.#calledAt = now;
    let answer: unknown;
    try {
      answer = use();
    } catch (error) {
      const failure = error as Error;
      return Promise.reject(failure);
    }
    if (isRecord(answer) && typeof answer['then'] === 'function') return this.#within(Promise.resolve(answer));
    this.#overdue = 0;
    return answer;
  }

  #within(answer: Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        this.#overdue++;
        this.#overdueAt = performance.now();
        reject(this.#createError());
      }, this.#timeoutMs);
      const end = (): void => {
        clearTimeout(timer);
        if (!isLate) this.#overdue = 0;
      };
      void answer.then(resolve, reject).then(end);
    });
  }

  #createError(): StoreError {
    return new StoreError('timeout', `The store did not answer within ${this.#timeoutMs} ms.`);
  }
}
