import type { Identity } from '../../model/identity.js';
import type { Session } from '../session.js';

/** The place of a reader whose token ended while they read. */
interface Place {
  readonly path: string;
  readonly left: number;
  readonly top: number;
  /** Where the browser put the reader when the content went. */
  put: number;
}

/** Movement, in px, that a reader does not make. */
const STILL_PX = 2;

/**
 * Brings a reader back to the place where they read when their token ended, once they have a new token: without its content a
 * page is short, and the browser goes to its end. A reader who has scrolled since then, or is on another page, stays there.
 */
export function keepScroll(session: Session): void {
  const { zephr, host } = session.page;
  let hadToken = false;
  let place: Place | null = null;

  const note = async ({ token: { status } }: Identity): Promise<void> => {
    const hasToken = status === 'valid';
    if (hadToken === hasToken) return;
    hadToken = hasToken;
    const before = place;
    place = hasToken ? null : { path: location.pathname, left: scrollX, top: scrollY, put: NaN };
    const leaving = place;
    const stayed = before && Math.abs(scrollY - before.put) <= STILL_PX && location.pathname === before.path;
    // The event comes before the views show what follows from it.
    await Promise.resolve();
    await host.shown();
    if (!session._isOn()) return;
    if (leaving) leaving.put = scrollY;
    else if (stayed) scrollTo({ left: before.left, top: before.top, behavior: 'instant' });
  };

  session._listen(document, 'zephr-identity', (event) => void note((event as CustomEvent<Identity>).detail));
  void zephr.identity().then(({ token }) => {
    hadToken ||= token.status === 'valid';
  });
}
