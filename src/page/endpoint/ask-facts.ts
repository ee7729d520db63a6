import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { readSearchParam } from '../../facts/read-search-param.js';
import { isPrerendering, listen } from '../browser.js';
import { endpointRoute } from './endpoint-route.js';
import { makeId } from '../make-id.js';

/** Where this browser session's id is kept. */
const KEY = 'zephr-session';

/** What the endpoint can tell of a page view. */
export type EndpointFact = 'place' | 'gift';

/**
 * Asks the endpoint what only it can tell: the reader's place (`GET …/facts`), and whether the link's gift token opens this
 * page (`POST …/gift`). A page without `?gift=` is no gift, and nobody is asked.
 *
 * @param asked - Kinds of facts that rules ask for.
 * @param verifyEndpoint - Address of the endpoint's `verify`; its other routes stand beside it.
 * @returns Facts by name; what could not be had is missing.
 */
export async function askEndpoint(
  asked: ReadonlySet<unknown>,
  verifyEndpoint: string | undefined,
  get: typeof fetch,
): Promise<Readonly<Record<string, unknown>>> {
  const read = async (route: string, body?: object): Promise<unknown> => {
    if (verifyEndpoint === undefined) return null;
    try {
      const headers = { 'content-type': 'application/json' };
      const response = await get(endpointRoute(verifyEndpoint, route), {
        ...(body && { method: 'POST', headers, body: JSON.stringify(body) }),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      return response.ok ? parsePlain(await response.text()) : null;
    } catch {
      return null;
    }
  };
  const gift = asked.has('gift') ? readSearchParam(location.href, 'gift') : undefined;
  const [place, answer] = await Promise.all([
    asked.has('place') ? read('facts') : null,
    gift ? activated().then(() => read('gift', { gift, path: location.pathname, session: sessionId() })) : null,
  ]);
  const valid = gift ? own(answer, 'valid') : false;
  return {
    ...(isRecord(place) && place),
    ...(asked.has('gift') && typeof valid === 'boolean' && { gift: valid }),
  };
}

/** A gift is claimed by the reader who opens it, not by a guess of the browser at what he opens next. */
function activated(): Promise<void> {
  return new Promise((resolve) => {
    if (!isPrerendering()) return resolve();
    const stop = listen('prerenderingchange', () => {
      stop();
      resolve();
    });
  });
}

let ofThisPage: string | null = null;

/** An id of this browser session, made up at random: as long as a tab lives, or a page where nothing can be stored. */
function sessionId(): string {
  try {
    ofThisPage ??= sessionStorage.getItem(KEY);
  } catch {
    // Blocked.
  }
  ofThisPage ??= makeId(16);
  try {
    sessionStorage.setItem(KEY, ofThisPage);
  } catch {
    // The id holds for this page.
  }
  return ofThisPage;
}
