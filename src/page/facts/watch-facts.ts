import type { Consent } from '../../facts/read-consent.js';
import { collectPageFacts, type PageFact, type PageFacts } from './collect-facts.js';
import { watchConsent } from './watch-consent.js';

/**
 * Gives the facts of the page whenever they are asked for. The page view is counted once, now.
 *
 * @param asked - Kinds of facts that rules ask for.
 * @param tokenCookie - Name of the cookie that carries the token.
 * @param onChange - Called when the reader has answered a consent manager.
 */
export function watchFacts(
  asked: ReadonlySet<PageFact>,
  tokenCookie: string,
  onChange: () => void,
): (now: number) => PageFacts {
  let consent: Consent | undefined;
  let watching = false;
  if (asked.has('consent')) {
    watchConsent((found) => {
      consent = found;
      if (watching) onChange();
    });
    watching = true;
  }
  const counted = collectPageFacts(new Set([...asked].filter((kind) => kind === 'session-count')), {
    tokenCookie,
    now: Date.now(),
  });
  const others = new Set([...asked].filter((kind) => kind !== 'session-count'));
  return (now) => {
    const found = collectPageFacts(others, { tokenCookie, now, consent });
    return { ...found, facts: { ...counted.facts, ...found.facts } };
  };
}
