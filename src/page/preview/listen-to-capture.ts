import type { Session } from '../session.js';

/** Listens on the window before any listener of the document gets an event, until the session ends. */
export function listenToCapture(session: Session, type: string, listener: (event: Event) => void): void {
  EventTarget.prototype.addEventListener.call(window, type, listener, true);
  session.own(() => EventTarget.prototype.removeEventListener.call(window, type, listener, true));
}
