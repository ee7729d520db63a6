import { readConsent, type Consent } from '../../facts/read-consent.js';
import type { VisitInputs } from '../../visit/visit.js';
import { listen } from '../browser.js';
import { watchConsent } from '../facts/watch-consent.js';

/** What a reader agrees to. */
export interface Agreement {
  /** Whether he agrees to a purpose; `undefined` while that is open. The site's own word goes first. */
  readonly agrees: (purpose: string) => boolean | undefined;
  readonly stop: () => void;
}

/**
 * Watches what the reader agrees to, as the node `consent` knows it: IAB TCF and GPP, Global Privacy Control, and
 * `provideFacts({ consent })`.
 *
 * @param inputs - What the site's own code has handed in by now.
 * @param onChange - Called when anything of it may have changed.
 */
export function watchAgreement(inputs: Readonly<Pick<VisitInputs, 'facts'>>, onChange: () => void): Agreement {
  let provided: unknown;
  let found: Consent = {};

  const collect = async (): Promise<void> => {
    try {
      const source: unknown = await inputs.facts;
      provided = typeof source === 'function' ? await (source as () => unknown)() : source;
    } catch {
      // Told of where the facts are read for decisions.
      provided = undefined;
    }
    onChange();
  };

  const stops = [
    watchConsent((consent) => {
      found = consent;
      // The first may be told before this function returns.
      queueMicrotask(onChange);
    }),
    // Fired whenever the site's code has handed in anything.
    listen('zephr-identity', () => void collect()),
  ];
  void collect();
  return {
    agrees: (purpose) => {
      try {
        return readConsent([provided, { consent: found }], purpose);
      } catch {
        return undefined;
      }
    },
    stop: () => stops.forEach((stop) => stop()),
  };
}
