import type { AnalyticsConfig } from '../../model/config.js';
import { createFault } from '../../model/fault.js';
import { isSafeUrl } from '../../config/is-safe-url.js';
import { isHidden, listen } from '../browser.js';
import type { Heard, ToolsPage } from './tools-page.js';
import { describeEvent, USUAL } from './describe-event.js';
import { sendEvents } from './send-events.js';

/** Where events are sent. */
export interface Analytics {
  readonly take: (heard: readonly Heard[]) => void;
  /** The reader has answered, or may be asked another way. */
  readonly consented: () => void;
  readonly stop: () => void;
}

/**
 * Feeds the publisher's own analytics. What was heard before the reader has agreed waits in this page for him to; where he
 * refuses it is dropped.
 *
 * @param agrees - Whether the reader agrees to a purpose; `undefined` while that is open.
 */
export function feedAnalytics(
  { endpoint, consent, events = USUAL as NonNullable<AnalyticsConfig['events']> }: AnalyticsConfig,
  { host }: Pick<ToolsPage, 'host'>,
  agrees: (purpose: string) => boolean | undefined,
): Analytics {
  const isSafe = isSafeUrl(endpoint, {});
  if (isSafe !== true) {
    const message = '/analytics/endpoint: must be https; http is for loopback only. No events are sent.';
    host.report(createFault(isSafe || 'type-wrong', message, null, '/analytics/endpoint'));
  }
  const mayAsk = (): boolean => isSafe === true && (consent === undefined || agrees(consent) === true);
  const sender = sendEvents(endpoint, mayAsk);
  const leave = (): void => {
    if (isHidden()) sender.flush();
  };
  const stop = listen('visibilitychange', leave);
  window.addEventListener('pagehide', sender.flush);

  return {
    take: (heard) => {
      if (isSafe !== true || (consent !== undefined && agrees(consent) === false)) return;
      for (const { type, detail, at } of heard) {
        if ((events as readonly string[]).includes(type)) {
          // No query: it may hold a token or a gift.
          sender.add({ type, at, path: location.pathname, ...describeEvent(type, detail) });
        }
      }
    },
    consented: () => {
      if (consent !== undefined && agrees(consent) === false) sender.drop();
    },
    stop: () => {
      sender.flush();
      stop();
      window.removeEventListener('pagehide', sender.flush);
    },
  };
}
