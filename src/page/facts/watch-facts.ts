import type { JwtConfig } from '../../model/config.js';
import type { Consent } from '../../facts/read-consent.js';
import { sleep } from '../../lib/sleep.js';
import { DEFAULT_COOKIE } from '../../token/may-have-token.js';
import { askEndpoint, type EndpointFact } from '../endpoint/ask-facts.js';
import { collectPageFacts, type PageFact, type PageFacts } from './collect-facts.js';
import { watchConsent } from './watch-consent.js';

/** Milliseconds that decisions wait for what the endpoint tells. */
const PATIENCE = 1500;

/**
 * Gives the facts of the page whenever they are asked for. The page view is counted once, now, and the endpoint asked once.
 *
 * @param asked - Kinds of facts that rules ask for.
 * @param jwt - Names the cookie that carries the token, and the endpoint.
 * @param onChange - Called when the reader has answered a consent manager, and when the endpoint answers late.
 * @returns Resolves when the endpoint has answered, where it had to be asked, or after a second and a half.
 */
export async function watchFacts(
  asked: ReadonlySet<PageFact | EndpointFact>,
  { cookie: tokenCookie = DEFAULT_COOKIE, verifyEndpoint }: JwtConfig,
  get: typeof fetch,
  onChange: () => void,
): Promise<(now: number) => PageFacts> {
  let consent: Consent | undefined;
  let told: Readonly<Record<string, unknown>> = {};
  let watching = false;
  const change = (): void => {
    if (watching) onChange();
  };
  if (asked.has('consent')) {
    watchConsent((found) => {
      consent = found;
      change();
    });
  }
  const counted = collectPageFacts(new Set([...asked].filter((kind) => kind === 'session-count')), {
    tokenCookie,
    now: Date.now(),
  });
  const others = new Set([...asked].filter((kind) => kind !== 'session-count'));
  if (asked.has('place') || asked.has('gift')) {
    const answer = askEndpoint(asked, verifyEndpoint, get).then((facts) => {
      told = facts;
      change();
    });
    await Promise.race([answer, sleep(PATIENCE)]);
  }
  watching = true;
  return (now) => {
    const found = collectPageFacts(others, { tokenCookie, now, consent });
    return { ...found, facts: { ...counted.facts, ...told, ...found.facts } };
  };
}
