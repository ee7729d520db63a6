import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { EndpointClient } from './create-endpoint-client.js';

/** A fact of a page view that only the endpoint knows. */
export type EndpointFact = 'content' | 'place' | 'gift' | 'bypass' | 'promo';

/** The body of a request to `gift`. */
export interface GiftClaim {
  /** The gift token of the link. The endpoint refuses a list, from a link with several tokens. */
  readonly gift: string | readonly string[];
  /** Path of the page. */
  readonly path: string;
  /** Id of the browser session: a gift opens its page for one session. */
  readonly session: string;
}

/** The body of a request to `bypass`. */
export interface BypassClaim {
  /** The signature of the link. The endpoint refuses a list, from a link with several. */
  readonly btr: string | readonly string[];
  /** Path of the page. */
  readonly path: string;
  /** Address of the page that links to it. */
  readonly referrer: string;
}

/** The body of a request to `promo`. */
export interface PromoClaim {
  /** The code of the link. The endpoint refuses a list, from a link with several. */
  readonly code: string | readonly string[];
  /** Id of the browser session: a reader without an account is counted by it. */
  readonly session: string;
  readonly token?: string;
}

/** The claims that the link of a page makes. `null` where it makes none. */
export interface LinkClaims {
  /** Gives the claim once the page is activated. */
  readonly gift: () => Promise<GiftClaim | null>;
  readonly bypass: () => BypassClaim | null;
  /** Gives the claim once the page is activated and the reader is known. */
  readonly promo: () => Promise<PromoClaim | null>;
  /** Gives the address of the page, without query and fragment. */
  readonly page: () => string;
}

/**
 * Asks the endpoint for the facts that only it knows: the reader's location and the article of the page (`GET …/facts`), and whether the link's gift
 * token opens this page (`POST …/gift`), which trusted site has signed it (`POST …/bypass`), and the promotion of its code (`POST
 * …/promo`). Without a token, a signature or a code in the link these facts are `false`, and no request is sent.
 *
 * @param asked - The facts that the config's rules use.
 * @param client - `null` where the config names no endpoint.
 * @param claims - Gives the claims of the link.
 * @param credentials - Whether cookies are sent with a code (`jwt.credentials`).
 * @returns Facts by name. Facts that the endpoint did not give are missing.
 */
export async function askFacts(
  asked: ReadonlySet<unknown>,
  client: EndpointClient | null,
  claims: LinkClaims,
  credentials?: boolean,
): Promise<Readonly<Record<string, unknown>>> {
  const isGift = async (): Promise<unknown> => {
    const claim = await claims.gift();
    return claim ? own((await client?.ask('gift', { post: claim }))?.value, 'valid') : false;
  };
  const findReferrer = async (): Promise<unknown> => {
    const claim = claims.bypass();
    return claim ? own((await client?.ask('bypass', { post: claim }))?.value, 'referrer') : null;
  };
  const findPromotion = async (): Promise<unknown> => {
    const post = await claims.promo();
    const request = { post, credentials: credentials ? 'include' : 'omit' } as const;
    return post ? own((await client?.ask('promo', request))?.value, 'promotion') : null;
  };
  const [location, gift, referrer, promotion] = await Promise.all([
    asked.has('content')
      ? client?.ask(`facts?page=${encodeURIComponent(claims.page())}`)
      : asked.has('place')
        ? client?.ask('facts')
        : null,
    asked.has('gift') ? isGift() : null,
    asked.has('bypass') ? findReferrer() : undefined,
    asked.has('promo') ? findPromotion() : undefined,
  ]);
  return {
    ...(isRecord(location?.value) && location.value),
    ...(typeof gift === 'boolean' && { gift }),
    // An endpoint that gives no answer leaves the fact unknown.
    ...(referrer !== undefined && { bypass: referrer ?? false }),
    ...(promotion !== undefined && { promo: promotion ?? false }),
  };
}
