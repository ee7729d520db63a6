import type { Decision } from '../../model/decision.js';
import type { Visit } from '../../visit/create-visit.js';
import { listen } from '../browser.js';
import { findWarnings } from './find-warnings.js';

export { describeDatum } from '../../rules/describe-datum.js';

/** Ends the printing of an earlier start. */
let leave: readonly (() => void)[] = [];

/**
 * Prints what is decided and why, one group a decision, and what looks like a slip in the set-up. A later start takes the
 * place of an earlier one.
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
  leave.forEach((stop) => stop());
  leave = [listen('zephr-identity', printIdentity), listen('zephr-decision', printDecision)];
}
