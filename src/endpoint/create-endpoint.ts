import type { Config, Jwk, JwkSet } from '../model/config.js';
import { VERSION } from '../lib/version.js';
import { explainMistake } from '../config/explain-mistake.js';
import { compileConfig } from '../decision/compile-config.js';
import { DEFAULT_COOKIE } from '../token/may-have-token.js';
import type { FetchKeys } from '../token/verify/create-key-set.js';
import { checkOptions, isUsageStore } from './check-options.js';
import { consoleLog } from './console-log.js';
import { createRouter, INTERNAL_ERROR, type GetRoute, type PostRoute } from './create-router.js';
import { EndpointError } from './endpoint-error.js';
import { createGifts } from './gifts/create-gifts.js';
import { createMemoryGiftStore } from './gifts/create-memory-gift-store.js';
import { readKeys } from './keys/read-keys.js';
import { readSigningKey } from './keys/read-signing-key.js';
import { createLog, errorNameOf, type Log } from './create-log.js';
import { findLocation } from './location/find-location.js';
import type { RateLimit } from './protect/limit-rate.js';
import { createRecognizer } from './reader/create-recognizer.js';
import { answerDecide } from './routes/answer-decide.js';
import { answerGift } from './routes/answer-gift.js';
import { answerUsage } from './routes/answer-usage.js';
import { answerVerify } from './routes/answer-verify.js';
import type { GiftStore, UsageStore, UserStore } from './store.js';
import { readVariants } from './usage/read-variants.js';
import { createMemoryUsageStore } from './usage/create-memory-usage-store.js';

/** How an endpoint is wired. Whose tokens count is said by at least one of secret, keys here and keys in the config. */
export interface EndpointOptions {
  /** The config as an object: what `zephr.json` holds. */
  readonly config: unknown;
  /** The shared secret; a text is its UTF-8 octets. */
  readonly secret?: string | Uint8Array | undefined;
  /** A public key in PEM or as a JWK; goes before the config's own. */
  readonly publicKey?: string | Jwk | undefined;
  /** A JWK set; goes before the config's own. */
  readonly jwks?: JwkSet | undefined;
  /**
   * The private key that assertions and gifts are signed with, on the curve P-256: PKCS #8 in PEM, a private JWK, or a
   * `CryptoKey` (for gifts one that may be exported). Without one there are no assertions.
   */
  readonly signingKey?: string | Jwk | CryptoKey | undefined;
  /**
   * What remembers who claimed a gift, and what readers used of trials. Default: this process's memory, which also counts
   * where the store keeps gifts alone.
   */
  readonly store?: (GiftStore & Partial<UsageStore>) | undefined;
  /** The publisher's users; asked where the config names a `jwt.userStore`. */
  readonly users?: UserStore | undefined;
  /** Origins of other sites whose pages may read the answers, with cookies; `*` is any, without. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Default: 600 requests in 60,000 ms. `false`: no limit. */
  readonly rateLimit?: RateLimit | false | undefined;
  /** Says whose budget a request spends, by a header that your proxy sets. Default: the address of the connection. */
  readonly clientKey?: ((request: Request) => string) | undefined;
  /** Takes every entry of the log. Default: warnings and errors go to the console, a line of JSON each. */
  readonly log?: Log | undefined;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: (() => number) | undefined;
  /** Fetches the config's `jwksUrl`. Default: the runtime's own. */
  readonly fetch?: FetchKeys | undefined;
}

/**
 * Answers requests by the Fetch standard. It never rejects.
 *
 * @param connection - What the runtime hands over beside the request, for the address of the client: that of
 *   `@hono/node-server`, Deno or Bun, or `{ address }`.
 */
export type Endpoint = (request: Request, connection?: unknown) => Promise<Response>;

// Workers of Cloudflare refuse a request that says anything about credentials; elsewhere than in a page there are none.
const fetchPlainly: FetchKeys = (url, { signal }) => globalThis.fetch(url, { signal });

/**
 * Makes the companion endpoint of a config: verifies tokens whose secret must not reach a page, looks readers up, decides
 * by the same engine as the page. Runs on Node, Deno, Bun and edge runtimes alike; making one starts nothing.
 *
 * @throws {ConfigError} At the first mistake in the config.
 * @throws {EndpointError} At the first mistake in the other options.
 */
export function createEndpoint(options: EndpointOptions): Endpoint {
  checkOptions(options);
  const { now = Date.now, users, fetch = fetchPlainly, allowedOrigins = [], rateLimit, clientKey } = options;
  const compiled = compileConfig(options.config);
  const config = options.config as Config;
  const log = createLog(options.log ?? consoleLog, now);
  const { jwt, secrets } = readKeys(options, config, log);
  const signingKey = options.signingKey === undefined ? null : readSigningKey(options.signingKey);
  const recognize = explained(config, () => createRecognizer(jwt, { users, log, now, fetch, keys: secrets }));

  const gifts = createGifts(options);
  const { store = createMemoryGiftStore(now) } = options;
  const usage = isUsageStore(store) ? store : createMemoryUsageStore(now);
  const variantsOf = readVariants(config);
  const tokenCookie = jwt.cookie ?? DEFAULT_COOKIE;

  const posts: Record<string, PostRoute> = {
    '/zephr/verify': (body, headers) => answerVerify(body, headers, { recognize, signingKey, now, log }),
    '/zephr/decide': (body, headers) => answerDecide(body, headers, { compiled, recognize, tokenCookie, now }),
    '/zephr/usage': (body, headers) =>
      answerUsage(body, headers, { recognize, jwt, variantsOf, store: usage, now, log }),
    '/zephr/gift': (body) => answerGift(body, { gifts, store, now, log }),
  };
  const gets: Record<string, GetRoute> = {
    '/zephr/facts': (headers) => ({ body: findLocation(headers) }),
    '/zephr/health': () => ({ body: { ok: true, version: VERSION } }),
  };
  const app = createRouter({
    posts,
    gets,
    unlimited: ['/zephr/health'],
    allowedOrigins,
    rateLimit,
    clientKey,
    now,
    log,
  });
  return async (request, connection) => {
    try {
      return await app.fetch(request, { connection });
    } catch (error) {
      log({ level: 'error', event: 'internal', error: errorNameOf(error) });
      const { status, code, message } = INTERNAL_ERROR;
      return Response.json({ error: { code, message } }, { status, headers: { 'Cache-Control': 'no-store' } });
    }
  };
}

function explained<Result>(config: unknown, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    throw error instanceof EndpointError ? error : explainMistake(error, config);
  }
}
