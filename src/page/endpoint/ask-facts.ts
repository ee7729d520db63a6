import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { EndpointClient } from './create-endpoint-client.js';

/** A fact of a page view that only the endpoint knows. */
export type EndpointFact = 'place' | 'gift';

/** The body of a request to `gift`. */
export interface GiftClaim {
  /** The gift token of the link. The endpoint refuses a list, from a link with several tokens. */
  readonly gift: string | readonly string[];
  /** Path of the page. */
  readonly path: string;
  /** Id of the browser session: a gift opens its page for one session. */
  readonly session: string;
}

/**
 * Asks the endpoint for the facts that only it knows: the reader's location (`GET …/facts`), and whether the link's gift
 * token opens this page (`POST …/gift`). Without a gift token in the link the fact `gift` is `false`, and no request is sent.
 *
 * @param asked - The facts that the config's rules use.
 * @param client - `null` where the config names no endpoint.
 * @param claimGift - Gives the claim once the page is activated; `null` where the link holds no gift token.
 * @returns Facts by name. Facts that the endpoint did not give are missing.
 */
export async function askFacts(
  asked: ReadonlySet<unknown>,
  client: EndpointClient | null,
  claimGift: () => Promise<GiftClaim | null>,
): Promise<Readonly<Record<string, unknown>>> {
  const isGift = async (): Promise<unknown> => {
    const claim = await claimGift();
    return claim ? own((await client?.ask('gift', { post: claim }))?.value, 'valid') : false;
  };
  const [location, gift] = await Promise.all([
    asked.has('place') ? client?.ask('facts') : null,
    asked.has('gift') ? isGift() : null,
  ]);
  return {
    ...(isRecord(location?.value) && location.value),
    ...(typeof gift === 'boolean' && { gift }),
  };
}
