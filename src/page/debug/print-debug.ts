import type { Decision } from '../../model/decision.js';
import type { Visit } from '../../visit/create-visit.js';
import { listen } from '../browser.js';
import { findWarnings } from './find-warnings.js';

export { describeDatum } from '../../rules/describe-datum.js';

/**
 * Prints what is decided and why, one group a decision, and what looks like a slip in the set-up.
 *
 * @param visit - Its config, and who the reader is by now.
 */
export function startDebug({ config, reader: current }: Visit): void {
  const printIdentity = (): void => {
    const reader = current()?.identity;
    if (!reader) return;
    const { status, reason } = reader.token;
    console.info(`[zephr] reader ${reader.state}, token ${status}${reason ? ` (${reason})` : ''}`, reader);
    for (const warning of findWarnings(config, reader)) console.warn(`[zephr] ${warning}`);
  };
  const printDecision = (event: Event): void => {
    const decision = (event as CustomEvent<Decision>).detail;
    console.groupCollapsed(`[zephr] ${decision.feature}: ${decision.userState} → ${decision.outcomeLabel}`);
    for (const { node, says } of decision.trace) console.info(`${node}: ${says}`);
    console.info(decision);
    console.groupEnd();
  };
  printIdentity();
  listen('zephr-identity', printIdentity);
  listen('zephr-decision', printDecision);
}
