import { OPTED_OUT } from '../../facts/opted-out.js';
import type { Consent } from '../../facts/read-consent.js';
import { own } from '../../lib/own.js';
import { readGpp } from './read-gpp.js';
import { readTcf } from './read-tcf.js';

/** Milliseconds between two looks for a consent manager that is not there yet. */
const PAUSE = 250;

type Api = (...args: unknown[]) => unknown;

/** The two interfaces of consent managers: their global functions take a command, a callback and a parameter. */
const INTERFACES: readonly {
  readonly name: string;
  /** What stands between command and callback. */
  readonly version: readonly number[];
  readonly read: (data: unknown) => Consent | null;
}[] = [
  { name: '__tcfapi', version: [2], read: readTcf },
  { name: '__gpp', version: [], read: readGpp },
];

/**
 * Watches what the reader agrees to: IAB TCF v2, the US sections of IAB GPP 1.1, and over both Global Privacy Control.
 *
 * Nothing is told before anything is settled. A consent manager that throws, that never answers or that answers nonsense
 * is none. One whose stub is not in the page yet is looked for four times a second, for as long as `patience` says: the
 * frameworks want the stub before all other scripts, but tag managers load it when they get to it.
 *
 * @param onChange - Told every new state, the first maybe before this function returns; must not throw.
 * @param patience - Milliseconds.
 * @returns A function that stops it.
 * @see https://www.w3.org/TR/gpc/ "Global Privacy Control"
 */
export function watchConsent(onChange: (consent: Consent) => void, patience = 10_000): () => void {
  const known: Consent[] = INTERFACES.map(() => ({}));
  const leave: (() => void)[] = [];
  let told = '{}';
  let stopped = false;

  const tell = (): void => {
    const consent = Object.assign({}, ...known, isOptedOut() ? OPTED_OUT : null) as Consent;
    const text = JSON.stringify(consent);
    if (stopped || text === told) return;
    told = text;
    onChange(consent);
  };

  const register = (api: Api, index: number): void => {
    const { name, version, read } = INTERFACES[index]!;
    let id: unknown;
    const listener = (data: unknown, success: unknown): void => {
      const state = attempt(() => {
        id ??= own(data, 'listenerId');
        return success === false ? null : read(data);
      });
      if (!state) return;
      known[index] = state;
      tell();
    };
    // By then the manager may stand in the place of its stub.
    leave.push(() => void attempt(() => (own(window, name) as Api)('removeEventListener', ...version, () => {}, id)));
    attempt(() => api('addEventListener', ...version, listener));
  };

  const missing = new Set(INTERFACES.keys());
  const look = (): void => {
    for (const index of missing) {
      // Elements of this name are no own members.
      const api = own(window, INTERFACES[index]!.name);
      if (typeof api === 'function' && missing.delete(index)) register(api as Api, index);
    }
  };

  tell();
  look();
  let looks = Math.floor(patience / PAUSE);
  const timer = setInterval(() => {
    if (missing.size && looks-- > 0) look();
    else clearInterval(timer);
  }, PAUSE);
  return () => {
    stopped = true;
    clearInterval(timer);
    leave.forEach((stop) => stop());
  };
}

/** A setting of the browser that stands for "do not sell or share". */
function isOptedOut(): boolean {
  return (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true;
}

/** Calls what others wrote. */
function attempt<Result>(call: () => Result): Result | null {
  try {
    return call();
  } catch {
    return null;
  }
}
