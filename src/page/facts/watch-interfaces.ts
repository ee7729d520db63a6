import type { Consent } from '../../facts/read-consent.js';
import { own } from '../../lib/own.js';
import { MANAGER_LOOK_MS, MANAGER_WAIT_MS } from './limits.js';

/** An interface of consent managers: a global function that takes a command, a callback and a parameter. */
export interface ConsentInterface {
  /** Name of the global function. */
  readonly name: string;
  /** Arguments between the command and the callback. */
  readonly version: readonly number[];
  /** Reads what a listener is called with; `null` while nothing is settled. */
  readonly read: (data: unknown) => Consent | null;
}

type Api = (...args: unknown[]) => unknown;

/**
 * Watches what consent managers say by some of their interfaces. Nothing is reported before anything is settled. A consent
 * manager that throws, never answers or answers nonsense is ignored. One whose stub is missing is looked for every
 * `MANAGER_LOOK_MS`: the frameworks require the stub before all other scripts, but tag managers load it late.
 *
 * @param onAnswer - Called with every settled answer, possibly before this function returns.
 * @param waitMs - Milliseconds for which a missing consent manager is looked for.
 * @returns A function that ends it, and removes the listeners from the consent managers.
 */
export function watchInterfaces(
  interfaces: readonly ConsentInterface[],
  onAnswer: (answer: Consent, by: ConsentInterface) => void,
  waitMs = MANAGER_WAIT_MS,
): () => void {
  const missing = new Set(interfaces);
  const stops: (() => void)[] = [];
  const look = (): void => {
    for (const one of missing) {
      // Elements of this name are not own members.
      const api = own(window, one.name);
      if (typeof api === 'function' && missing.delete(one)) stops.push(register(api as Api, one, onAnswer));
    }
  };
  look();
  let looks = Math.floor(waitMs / MANAGER_LOOK_MS);
  const timer = setInterval(() => {
    if (missing.size && looks-- > 0) look();
    else clearInterval(timer);
  }, MANAGER_LOOK_MS);
  return () => {
    clearInterval(timer);
    stops.forEach((stop) => stop());
  };
}

/** Adds a listener to a consent manager; returns a function that removes it. */
function register(
  api: Api,
  one: ConsentInterface,
  onAnswer: (answer: Consent, by: ConsentInterface) => void,
): () => void {
  const { name, version, read } = one;
  let id: unknown;
  let isStopped = false;
  const listener = (data: unknown, success: unknown): void => {
    const answer = attempt(() => {
      id ??= own(data, 'listenerId');
      return success === false ? null : read(data);
    });
    if (answer && !isStopped) onAnswer(answer, one);
  };
  attempt(() => api('addEventListener', ...version, listener));
  return () => {
    isStopped = true;
    // By now the manager may have replaced its stub.
    attempt(() => (own(window, name) as Api)('removeEventListener', ...version, () => {}, id));
  };
}

/** Calls code of others. */
function attempt<Result>(call: () => Result): Result | null {
  try {
    return call();
  } catch {
    return null;
  }
}
