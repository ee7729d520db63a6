import type { Visit } from '../../visit/visit.js';
import type { Decision } from '../../model/decision.js';
import type { Session } from '../session.js';
import { findWarnings } from './find-warnings.js';
import { describeDecision } from './describe-decision.js';
import { readTimings, type Timings } from './read-timings.js';

// By a word that the core has already: every page loads that.
export { describeOperand as says } from '../../rules/describe-operand.js';

/** A decision that is printed once the page shows it. */
interface Waiting {
  readonly decision: Decision;
  readonly timings: Timings;
  state?: string;
}

/** Milliseconds after which a decision is printed though the page does not show it. */
const PRINT_WAIT_MS = 3000;

/**
 * Prints what is decided, why and when, one group a decision in the order in which they were made, and what looks like a
 * slip in the set-up. It ends with the session.
 *
 * @param visit - The visit, whose config has just arrived.
 */
export function startDebug(visit: Visit, session: Session): void {
  const { config } = visit;
  const timings = readTimings();
  let waiting: Waiting[] = [];

  const printIdentity = (): void => {
    const reader = visit.reader()?.identity;
    if (!reader) return;
    timings.reader = performance.now();
    const { status, reason } = reader.token;
    console.info(`[zephr] reader ${reader.state}, token ${status}${reason ? ` (${reason})` : ''}`, reader);
    for (const warning of findWarnings(config, reader)) console.warn(`[zephr] ${warning}`);
  };

  const print = ({ decision, timings: when, state }: Waiting): void => {
    const { feature, userState, outcomeLabel } = decision;
    console.groupCollapsed(`[zephr] ${feature}: ${userState} → ${outcomeLabel}`);
    for (const line of describeDecision(decision, state, when)) console.info(line);
    console.info(decision);
    console.groupEnd();
  };

  const printShown = (): void => {
    while (waiting[0]?.state) print(waiting.shift()!);
  };

  const note = (state: string, feature?: string | null): void => {
    for (const one of waiting) {
      if (one.state || (feature !== undefined && feature !== one.decision.feature)) continue;
      one.state = state;
      one.timings.shown = performance.now();
      performance.measure(`zephr: ${one.decision.feature}`, { start: one.timings.decided!, end: one.timings.shown });
    }
    printShown();
  };

  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const place = target as Element;
      const state = place.getAttribute('state');
      if (place.localName === 'zephr-feature' && state && state !== 'pending')
        note(state, place.getAttribute('feature'));
    }
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['state'] });

  printIdentity();
  session.listen(document, 'zephr-identity', printIdentity);
  session.listen(document, 'zephr-decision', (event) => {
    const { detail } = event as CustomEvent<Decision>;
    const one: Waiting = { decision: detail, timings: { ...timings, decided: performance.now() } };
    waiting.push(one);
    const timer = setTimeout(() => {
      one.state ??= 'not shown yet';
      printShown();
    }, PRINT_WAIT_MS);
    session.own(() => clearTimeout(timer));
  });
  // Targets that are no elements have no state.
  session.listen(document, 'zephr.browserDecisionsFinished', () => note('shown or walled'));
  session.own(() => {
    observer.disconnect();
    waiting = [];
  });
}
