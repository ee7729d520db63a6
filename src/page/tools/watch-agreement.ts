import { readConsent, type Consent } from '../../facts/read-consent.js';
import { watchConsent } from '../facts/watch-consent.js';
import type { Session } from '../session.js';

/** The reader's consent, as far as it is known. */
export interface Agreement {
  /** Tells whether the reader agrees to a purpose; `undefined` before they have chosen. */
  readonly agrees: (purpose: string) => boolean | undefined;
  /** Whether the site's own code has answered. Before it has, its word may still go before the others. */
  readonly isSettled: () => boolean;
}

/**
 * Watches the reader's consent until the session ends, from the same sources as the node `consent`: IAB TCF and GPP, Global
 * Privacy Control, and `provideFacts({ consent })`, which goes first.
 *
 * @param onChange - Called when any of them may have changed, and not before this function has returned.
 */
export function watchAgreement(session: Session, onChange: () => void): Agreement {
  let provided: unknown;
  let found: Consent = {};
  let isSettled = false;

  const collect = async (): Promise<void> => {
    const source: unknown = session.page._inputs.facts;
    let answer: unknown;
    try {
      answer = typeof source === 'function' ? (source as () => unknown)() : source;
      // Not awaited otherwise: what the site has said before the first event counts for it.
      if (answer instanceof Promise) answer = await answer;
    } catch {
      // Reported where decisions read the facts.
      answer = undefined;
    }
    // A slow answer does not replace that of a later source.
    if (!session._isOn() || source !== session.page._inputs.facts) return;
    provided = answer;
    isSettled = true;
    queueMicrotask(onChange);
  };

  session.own(
    watchConsent((consent) => {
      found = consent;
      // The first call may come before this function returns.
      queueMicrotask(onChange);
    }),
  );
  // Dispatched whenever the site's code has handed in new inputs.
  session._listen(document, 'zephr-identity', () => void collect());
  void collect();
  return {
    agrees: (purpose) => {
      try {
        return readConsent([provided, { consent: found }], purpose);
      } catch {
        return undefined;
      }
    },
    isSettled: () => isSettled,
  };
}
