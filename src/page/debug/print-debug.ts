import type { Visit } from '../../visit/visit.js';
import type { Session } from '../session.js';
import type { Decision } from '../../model/decision.js';
import { sealTimesOf, type SealTimes } from '../../model/seal-times.js';
import { findElements } from '../browser.js';
import { describeDecision } from './describe-decision.js';
import { describeProtection } from './describe-protection.js';
import { pastePreview } from '../preview/paste-preview.js';
import { createInspectedPage } from './create-inspected-page.js';
import { inspectPage } from './inspect-page.js';
import { offerInspector } from './offer-inspector.js';
import { readTimings, type Timings } from './read-timings.js';

/** A decision that is printed once the page shows it. */
interface PendingDecision {
  readonly decision: Decision;
  readonly timings: Timings;
  state?: string;
}

/** Time after which a decision is printed though the page does not show it, in milliseconds. */
const PRINT_TIMEOUT_MS = 3000;

/**
 * Prints what is decided, why and when, one group a decision in the order in which they were made, and warnings about the
 * set-up, until the session ends. Offers the inspector.
 *
 * @param visit - The visit, whose config has just arrived.
 * @param live - The live config, not checked. A preview that is pasted changes it.
 */
export function startDebug(visit: Visit, live: unknown, session: Session): void {
  const printer = new DebugPrinter(visit, session);
  const observer = new MutationObserver((changes) => printer.noteStates(changes));
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['state'] });
  session.own(() => observer.disconnect());
  printer.printIdentity();
  session._listen(document, 'zephr-identity', () => printer.printIdentity());
  session._listen(document, 'zephr-decision', (event) => printer.add((event as CustomEvent<Decision>).detail));
  const noteOpened = (event: Event): void => {
    const times = sealTimesOf(session.store).get((event as CustomEvent<{ feature: string }>).detail.feature);
    if (times) times.opened = performance.now();
  };
  session._listen(document, 'zephr-opened', noteOpened);
  // Targets are not elements of this SDK and have no state.
  session._listen(document, 'zephr.browserDecisionsFinished', () => printer.note('shown or walled'));
  const timings = { of: (feature: string) => printer.timingsOf(feature) };
  const page = createInspectedPage(visit, session, timings);
  offerInspector({ ...page, startPreview: (pasted) => pastePreview(pasted, live, session) }, session);
}

/** Prints decisions in their order, each when the page shows it. */
class DebugPrinter {
  readonly #visit: Visit;
  readonly #timings = readTimings();
  readonly #session: Session;
  #pending: PendingDecision[] = [];
  readonly #last = new Map<string, Timings>();

  constructor(visit: Visit, session: Session) {
    this.#visit = visit;
    this.#session = session;
  }

  /** Prints the reader, and warnings about their token. */
  printIdentity(): void {
    const reader = this.#visit._reader()?.identity;
    if (!reader) return;
    this.#timings.reader = performance.now();
    const { status, reason } = reader.token;
    console.info(`[zephr] reader ${reader.state}, token ${status}${reason ? ` (${reason})` : ''}`, reader);
    // That there is no token is what most pages mean.
    const print = status === 'none' ? console.info : console.warn;
    for (const hint of inspectPage(this.#visit.config, reader, this.#session)) print(`[zephr] ${hint}`);
  }

  /** Adds a decision that was just made. */
  add(decision: Decision): void {
    const one: PendingDecision = { decision, timings: { ...this.#timings, decided: performance.now() } };
    this.#pending.push(one);
    this.#last.set(decision.feature, one.timings);
    const timer = setTimeout(() => {
      one.state ??= 'not shown yet';
      this.#printShown();
    }, PRINT_TIMEOUT_MS);
    this.#session.own(() => clearTimeout(timer));
  }

  /** The timings of the last decision of a feature; those of the page where it has none. */
  timingsOf(feature: string): Timings {
    return this.#last.get(feature) ?? this.#timings;
  }

  /** Notes the states that elements have now. */
  noteStates(changes: readonly MutationRecord[]): void {
    for (const { target } of changes) {
      const element = target as Element;
      const state = element.getAttribute('state');
      if (element.localName === 'zephr-feature' && state && state !== 'pending')
        this.note(state, element.getAttribute('feature'));
    }
  }

  /** Notes that the page shows a feature, or all of them. */
  note(state: string, feature?: string | null): void {
    for (const one of this.#pending) {
      if (one.state || (feature !== undefined && feature !== one.decision.feature)) continue;
      one.state = state;
      one.timings.shown = performance.now();
      performance.measure(`zephr: ${one.decision.feature}`, { start: one.timings.decided!, end: one.timings.shown });
    }
    this.#printShown();
  }

  #printShown(): void {
    while (this.#pending[0]?.state) print(this.#pending.shift()!, sealTimesOf(this.#session.store));
  }
}

function print({ decision, timings, state }: PendingDecision, times: ReadonlyMap<string, SealTimes>): void {
  const { feature, userState, outcomeLabel } = decision;
  console.groupCollapsed(`[zephr] ${feature}: ${userState} → ${outcomeLabel}`);
  for (const line of describeDecision(decision, state, timings)) console.info(line);
  for (const element of findElements('zephr-feature'))
    if (element.getAttribute('feature') === feature) console.info(describeProtection(element, times.get(feature)));
  console.info(decision);
  console.groupEnd();
}
