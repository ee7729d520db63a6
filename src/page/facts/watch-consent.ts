import { OPTED_OUT } from '../../facts/opted-out.js';
import type { Consent } from '../../facts/read-consent.js';
import { GPP } from './read-gpp.js';
import { TCF } from './read-tcf.js';
import { watchInterfaces } from './watch-interfaces.js';

/**
 * Watches which purposes the reader agrees to: by IAB TCF v2 and the US sections of IAB GPP 1.1. Global Privacy Control
 * overrides both.
 *
 * @param onChange - Called with every new state, possibly before this function returns. Must not throw.
 * @param waitMs - Milliseconds for which a missing consent manager is looked for. Default: 10,000.
 * @returns A function that ends it.
 * @see https://www.w3.org/TR/gpc/ "Global Privacy Control"
 */
export function watchConsent(onChange: (consent: Consent) => void, waitMs?: number): () => void {
  const answers = new Map<unknown, Consent>([
    [TCF, {}],
    [GPP, {}],
  ]);
  let reported = '{}';
  const report = (): void => {
    const consent = Object.assign({}, ...answers.values(), isOptedOut() ? OPTED_OUT : null) as Consent;
    const text = JSON.stringify(consent);
    if (text === reported) return;
    reported = text;
    onChange(consent);
  };
  report();
  return watchInterfaces(
    [TCF, GPP],
    (answer, by) => {
      answers.set(by, answer);
      report();
    },
    waitMs,
  );
}

/** Whether the browser is set to "do not sell or share" (Global Privacy Control). */
function isOptedOut(): boolean {
  return (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true;
}
