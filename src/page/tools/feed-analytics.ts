import type { AnalyticsConfig } from '../../model/config.js';
import type { TraceEntry } from '../../model/decision.js';
import { createFault } from '../../model/fault.js';
import { isSafeUrl } from '../../config/is-safe-url.js';
import { onHidden } from '../life/on-hidden.js';
import type { Session } from '../session.js';
import { createEventSender } from './create-event-sender.js';
import type { DescribedEvent } from './create-describer.js';
import { DEFAULT_EVENTS } from './describe-event.js';

/** The publisher's analytics. */
export interface Analytics {
  readonly take: (events: readonly DescribedEvent[]) => void;
  /** Called when the reader's consent may have changed. */
  readonly consented: () => void;
}

/**
 * Sends events to the publisher's own analytics until the session ends. Events wait in the page until the reader has agreed,
 * and are dropped if the reader refuses.
 *
 * @param agrees - Whether the reader agrees to a purpose; `undefined` before they have chosen.
 */
export function feedAnalytics(
  { endpoint, consent, exits, events = DEFAULT_EVENTS as NonNullable<AnalyticsConfig['events']> }: AnalyticsConfig,
  session: Session,
  agrees: (purpose: string) => boolean | undefined,
): Analytics {
  const isSafe = isSafeUrl(endpoint, {});
  if (isSafe !== true) {
    const message = '/analytics/endpoint: must be https; http is for loopback only. No events are sent.';
    session.report(createFault(isSafe || 'type-wrong', message, null, '/analytics/endpoint'));
  }
  const refuses = (): boolean => consent !== undefined && agrees(consent) === false;
  const maySend = (): boolean => isSafe === true && (consent === undefined || agrees(consent) === true);
  const sender = createEventSender(endpoint, maySend);
  onHidden(session, sender.flush);
  session.own(sender.flush);

  return {
    take: (taken) => {
      if (isSafe !== true || refuses()) return;
      for (const { type, detail, fields, at } of taken) {
        if ((events as readonly string[]).includes(type)) {
          // The query is left out, as it may hold a token or a gift.
          sender.add({ type, at, path: location.pathname, ...fields, ...(exits && listExits(detail)) });
        }
      }
    },
    consented: () => {
      if (refuses()) sender.drop();
    },
  };
}

/** Lists the exits of the nodes on the path of a decision, by the ids of the nodes. */
function listExits(detail: unknown): object | undefined {
  const { trace } = Object(detail) as { readonly trace?: readonly TraceEntry[] };
  return trace && { exits: Object.fromEntries(trace.map(({ node, exit }) => [node, exit])) };
}
