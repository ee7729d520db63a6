import { SESSION_CONTEXT, type FeatureSession, type SessionRequest } from '../../src/model/feature-host.js';

/**
 * The session of elements that a page uses without a host: the browser's own `fetch`, and no decisions to refresh. It lasts as
 * long as the page.
 */
const standalone: FeatureSession = {
  fetch: (...request) => fetch(...request),
  refresh: () => Promise.resolve(),
  signal: new AbortController().signal,
  store: new Map(),
};

/**
 * Asks for the session around an element that was not handed one, as it is in the page's own markup.
 *
 * @returns The session of the host that answers, else one for elements without a host.
 * @see https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/context.md
 */
export function findSession(element: Element): FeatureSession {
  let found = standalone;
  const request: SessionRequest = Object.assign(new Event('context-request', { bubbles: true, composed: true }), {
    context: SESSION_CONTEXT,
    callback: (session: FeatureSession) => {
      found = session;
    },
  });
  EventTarget.prototype.dispatchEvent.call(element, request);
  return found;
}
