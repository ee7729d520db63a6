import { isSafeUrl } from '../../src/config/is-safe-url.js';
import { parsePlain } from '../../src/lib/parse-plain.js';
import { own } from '../../src/lib/own.js';
import { REQUEST_TIMEOUT_MS } from '../../src/lib/request/limits.js';
import { requestText } from '../../src/lib/request/request-text.js';
import { toDecision } from '../../src/lib/to-decision.js';
import type { FeatureSession, FeatureView, Presentation } from '../../src/model/feature-host.js';
import { meetPlaces } from '../../src/model/place-questions.js';
import { pageBase } from '../internal/page-base.js';
import { PlaceFault, PlaceRefusal } from './place-fault.js';

const TYPE = /^(?:text\/(?:html|plain)|application\/xhtml\+xml)\s*(?:;|$)/i;
/** Statuses by which a server refuses the content to this reader. */
const REFUSED: readonly number[] = [401, 403];

/** An element with `src`. */
export type WithheldPlace = HTMLElement & FeatureView;

/**
 * Fetches the content that a server of the publisher withholds: each address once a page view, however many elements show it and
 * however often the reader gains access. A refusal is remembered as long as the reader's token says the same.
 */
export class PartFetcher {
  readonly #session: FeatureSession;
  readonly #parts = new Map<string, Promise<string>>();

  constructor(session: FeatureSession) {
    this.#session = session;
  }

  /**
   * The markup behind an element.
   *
   * @throws (rejects) `PlaceRefusal` where the server refuses the reader, `PlaceFault` for any other failure.
   */
  fetch(place: WithheldPlace, presentation: Presentation): Promise<string> {
    const address = addressOf(place);
    const { foreignUserId = null, claims = {} } = presentation.identity ?? {};
    const view = [address, location.pathname + location.search, place.feature];
    // A reader who has renewed the token, or has signed out and in again, is the same.
    const key = JSON.stringify([...view, foreignUserId]);
    const refused = JSON.stringify([...view, claims]);
    const known = this.#parts.get(key) ?? this.#parts.get(refused);
    if (known) return known;
    const part = this.#load(address, place, presentation);
    this.#parts.set(key, part);
    part.catch((error: unknown) => {
      this.#parts.delete(key);
      if (error instanceof PlaceRefusal) this.#parts.set(refused, part);
    });
    return part;
  }

  async #load(address: string, place: WithheldPlace, presentation: Presentation): Promise<string> {
    const { status, type, text } = await requestText(this.#session.fetch, address, {
      accept: 'text/html',
      isRead: (response) => response.ok || REFUSED.includes(response.status),
      credentials: sendsCookies(address, place) ? 'include' : 'omit',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    }).catch((error: unknown) => fail(address, String(error)));
    if (REFUSED.includes(status)) throw await this.#refusal(status, text, address, place, presentation);
    if (status < 200 || status > 299) fail(address, `it answers ${status}`);
    if (!TYPE.test(type)) fail(address, `it is ${type || 'of no type'}, not text/html`);
    return text;
  }

  async #refusal(
    status: number,
    text: string,
    address: string,
    place: WithheldPlace,
    { decision, config }: Presentation,
  ): Promise<PlaceRefusal> {
    const given = toDecision(own(readJson(text), 'decision'), decision, config?.components);
    const { questions } = meetPlaces(this.#session.store);
    const refused = given ?? (await questions).decideLower(place, decision);
    return refused ? new PlaceRefusal(refused, 'server') : fail(address, `it answers ${status}`);
  }
}

/**
 * The whole address that an element names by `src`.
 *
 * @throws {PlaceFault} Where content may not come from it.
 */
export function addressOf(place: HTMLElement): string {
  const src = place.getAttribute('src')!;
  try {
    const { href, origin } = new URL(src, pageBase());
    if (origin === location.origin || isSafeUrl(href, {}) === true) return href;
  } catch {
    // No address.
  }
  throw new PlaceFault('url-insecure', `src="${src}" must be of the page's own origin, or https.`);
}

function sendsCookies(address: string, place: HTMLElement): boolean {
  return new URL(address).origin === location.origin || place.getAttribute('crossorigin') === 'use-credentials';
}

function readJson(text: string): unknown {
  try {
    return parsePlain(text);
  } catch {
    return null;
  }
}

function fail(address: string, why: string): never {
  throw new PlaceFault('content-unreachable', `${address} gives no content: ${why}`);
}
