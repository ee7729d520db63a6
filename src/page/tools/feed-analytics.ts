import type { AnalyticsConfig } from '../../model/config.js';
import { createFault } from '../../model/fault.js';
import { isSafeUrl } from '../../config/is-safe-url.js';
import { onHidden } from '../life/on-hidden.js';
import type { Session } from '../session.js';
import { createEventSender } from './create-event-sender.js';
import { DEFAULT_EVENTS, describeEvent } from './describe-event.js';
import type { ToolEvent } from './tools-page.js';

/** The publisher's analytics. */
export interface Analytics {
  readonly take: (events: readonly ToolEvent[]) => void;
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
  { endpoint, consent, events = DEFAULT_EVENTS as NonNullable<AnalyticsConfig['events']> }: AnalyticsConfig,
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
      for (const { type, detail, at } of taken) {
        if ((events as readonly string[]).includes(type)) {
          // The query is left out, as it may hold a token or a gift.
          sender.add({ type, at, path: location.pathname, ...describeEvent(type, detail) });
        }
      }
    },
    consented: () => {
      if (refuses()) sender.drop();
    },
  };
}
