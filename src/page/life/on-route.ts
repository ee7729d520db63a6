import type { Session } from '../session.js';

/** A method of `history` that changes the address. */
type Change = 'pushState' | 'replaceState';

/**
 * Watches the address of a page that stays: by the Navigation API, which reports every change when it is committed;
 * in browsers without it by `popstate`, and by replacing the methods of `history` that a router calls.
 *
 * @param onChange - Called after each change, whatever of the address has changed.
 * @returns A function that ends it; the end of the session does so too.
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#navigation-api
 */
export function onRoute(session: Session, onChange: () => void): () => void {
  const { navigation } = window as { navigation?: unknown };
  if (navigation instanceof EventTarget && !(navigation instanceof Element)) {
    return session._listen(navigation, 'currententrychange', onChange);
  }
  const stops = [
    session._listen(window, 'popstate', onChange),
    session.own(standInFor('pushState')),
    session.own(standInFor('replaceState')),
  ];
  return () => stops.forEach((stop) => stop());

  function standInFor(name: Change): () => void {
    const isOwn = Object.hasOwn(history, name);
    const before = Reflect.get(history, name) as (...args: Parameters<History[Change]>) => void;
    let isOn = true;
    const standIn = (...args: Parameters<History[Change]>): void => {
      before.apply(history, args);
      if (isOn && session._isOn()) onChange();
    };
    try {
      Object.defineProperty(history, name, { configurable: true, writable: true, value: standIn });
    } catch {
      // A page may have frozen it; then its routes are seen by `popstate` alone.
    }
    return () => {
      isOn = false;
      // Code that has replaced the method since then calls this function.
      if (Reflect.get(history, name) !== standIn) return;
      if (isOwn) Reflect.set(history, name, before);
      else Reflect.deleteProperty(history, name);
    };
  }
}
