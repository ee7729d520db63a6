import { readConsent, type Consent } from '../../facts/read-consent.js';
import { watchConsent } from '../facts/watch-consent.js';
import type { Session } from '../session.js';

/**
 * Watches the reader's consent until the session ends, from the same sources as the node `consent`: IAB TCF and GPP, Global
 * Privacy Control, and `provideFacts({ consent })`, which goes first.
 *
 * @param onChange - Called when any of them may have changed.
 * @returns A function that tells whether the reader agrees to a purpose; `undefined` before they have chosen.
 */
export function watchAgreement(session: Session, onChange: () => void): (purpose: string) => boolean | undefined {
  let provided: unknown;
  let found: Consent = {};

  const collect = async (): Promise<void> => {
    try {
      const source: unknown = await session.page._inputs.facts;
      provided = typeof source === 'function' ? await (source as () => unknown)() : source;
    } catch {
      // Reported where decisions read the facts.
      provided = undefined;
    }
    if (session._isOn()) onChange();
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
  return (purpose) => {
    try {
      return readConsent([provided, { consent: found }], purpose);
    } catch {
      return undefined;
    }
  };
}
