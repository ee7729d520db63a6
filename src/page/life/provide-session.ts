import { SESSION_CONTEXT, type SessionRequest } from '../../model/feature-host.js';
import type { Session } from '../session.js';

/** Hands the session to elements that ask for it: a registration wall in the page's own markup sends its form by it. */
export function provideSession(session: Session): void {
  session._listen(document, 'context-request', (event) => {
    const { context, callback } = event as SessionRequest;
    if (context !== SESSION_CONTEXT) return;
    event.stopImmediatePropagation();
    callback(session);
  });
}
