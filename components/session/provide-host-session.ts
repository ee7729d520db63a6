import { SESSION_CONTEXT, type FeatureHost, type SessionRequest } from '../../src/model/feature-host.js';

/** Answers elements that ask for the session of a host. */
export function provideHostSession(host: Pick<FeatureHost, 'session'>): void {
  const answer = (event: Event): void => {
    const { context, callback } = event as SessionRequest;
    if (context !== SESSION_CONTEXT) return;
    event.stopImmediatePropagation();
    callback(host.session);
  };
  EventTarget.prototype.addEventListener.call(document, 'context-request', answer);
}
