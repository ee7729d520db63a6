import { findValue } from '../lib/find-value.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { readSealKeys, type SealKey } from '../seal/seal-keys.js';
import { isProduction } from './keys/is-production.js';
import { readClientOf, type Platform } from './protect/platforms.js';
import type { Config, Jwk, JwkSet } from '../model/config.js';
import { explainMistake } from '../config/explain-mistake.js';
import { compileMetered, type MeteredConfig } from '../decision/compile-config.js';
import { DEFAULT_COOKIE } from '../token/may-have-token.js';
import type { FetchKeys } from '../token/verify/create-remote-keys.js';
import { boundStores } from './bound-store.js';
import { checkOptions } from './check-options.js';
import { consoleLog } from './console-log.js';
import { createLog, type Log, type WriteLog } from './create-log.js';
import { createOutageLog, type LogOutage } from './create-outage-log.js';
import type { PostRoute } from './create-post-answerer.js';
import { createRouter, type GetRoute } from './create-router.js';
import { DEFAULT_BASE } from './default-base.js';
import { describeError } from './describe-error.js';
import { EndpointError } from './endpoint-error.js';
import type { Endpoint } from './endpoint-function.js';
import { createEventCounter } from './events/create-event-counter.js';
import { createMemoryEventStore } from './events/create-memory-event-store.js';
import { isEventStore } from './events/is-event-store.js';
import { type Dimensions, readDimensions } from './events/read-dimensions.js';
import { createBypass, type TrustedReferrer } from './bypass/create-bypass.js';
import type { ContentApi } from './content/content-api.js';
import { createContentReader } from './content/create-content-reader.js';
import { findContentFeatures } from './content/find-content-features.js';
import { readContentApi } from './content/read-content-api.js';
import { createGiftCheck } from './gifts/check-gift.js';
import { createGifts } from './gifts/create-gifts.js';
import { createMemoryGiftStore } from './gifts/create-memory-gift-store.js';
import { isScattered } from './is-scattered.js';
import { isUsageStore } from './is-usage-store.js';
import { readKeys } from './keys/read-keys.js';
import { readSigningKey } from './keys/read-signing-key.js';
import { judgeContent, judgePremises, type Judges } from './judge-facts.js';
import { MAX_PREVIEW_BODY_BYTES } from './limits.js';
import { createLocator } from './location/create-locator.js';
import { findLocation } from './location/find-location.js';
import { createMemoryPreviewStore } from './previews/create-memory-preview-store.js';
import { isPreviewStore } from './previews/is-preview-store.js';
import { readPreviewConfig } from './previews/read-preview-config.js';
import { createPremises, type PremisesAccount } from './premises/create-premises.js';
import { createPromoCheck } from './promotions/create-promo-check.js';
import type { Promotion } from './promotions/read-promotions.js';
import { limitKeys } from './protect/limit-keys.js';
import type { RateLimit } from './protect/limit-rate.js';
import { INTERNAL_ERROR } from './refusal.js';
import { createRecognizer } from './reader/create-recognizer.js';
import { answerBypass } from './routes/answer-bypass.js';
import { answerDecide, createDecisionWriter } from './routes/answer-decide.js';
import { answerEvents } from './routes/answer-events.js';
import { answerGift } from './routes/answer-gift.js';
import { answerHealth } from './routes/answer-health.js';
import { answerFindPreview, answerKeepPreview, type PreviewPorts } from './routes/answer-preview.js';
import { answerKeys } from './routes/answer-keys.js';
import { answerNotify } from './routes/answer-notify.js';
import { answerPromo } from './routes/answer-promo.js';
import { answerSessions } from './routes/answer-sessions.js';
import { answerUsage } from './routes/answer-usage.js';
import { answerVerify, createClaimsWriter } from './routes/answer-verify.js';
import { listRoutes, type PathOf } from './routes/route-table.js';
import { createKeyRelease } from './seals/create-key-release.js';
import { createMemorySessionStore } from './sessions/create-memory-session-store.js';
import { createSessionJudge } from './sessions/create-session-judge.js';
import { isSessionStore } from './sessions/is-session-store.js';
import type { EventStore, GiftStore, PreviewStore, SessionStore, UsageStore, UserStore } from './store.js';
import { withServed, type ServedOptions } from './served-endpoint.js';
import { createNotifier, findNotifications, type Notifier } from './webhooks/create-notifier.js';
import type { Webhook } from './webhooks/read-webhooks.js';
import { createAnonymousUsage } from './usage/create-anonymous-usage.js';
import { createAccountNaming } from './usage/to-account-key.js';
import { createMeter } from './usage/create-meter.js';
import { createMemoryUsageStore } from './usage/create-memory-usage-store.js';
import { readVariants } from './usage/read-variants.js';

/** Options of `createEndpoint`. At least one of `secret`, `publicKey`, `jwks` and a key in the config is required. */
export interface EndpointOptions {
  /** The config as an object: the content of `zephr.json`. */
  readonly config: unknown;
  /** The shared secret; a text is encoded as UTF-8. */
  readonly secret?: string | Uint8Array | undefined;
  /** A public key in PEM or as a JWK; replaces the config's own. */
  readonly publicKey?: string | Jwk | undefined;
  /** A JWK set; replaces the config's own. */
  readonly jwks?: JwkSet | undefined;
  /**
   * The private key on the curve P-256 that signs assertions and gifts: PKCS #8 in PEM, a private JWK, or a `CryptoKey` (an
   * extractable one for gifts). Without it there are no assertions.
   */
  readonly signingKey?: string | Jwk | CryptoKey | undefined;
  /**
   * Remembers claimed gifts, counted views, active sessions and signed previews. Default: the memory of this process, which also
   * counts views and keeps sessions and previews where the store has no methods for them.
   */
  readonly store?: (GiftStore & Partial<UsageStore & SessionStore & PreviewStore & EventStore>) | undefined;
  /**
   * Whether views of readers without a mapped id are kept, by the random ids of their browsers. `true`: also those that pages
   * report. `false`: none, so a trial of such a reader gives no access where the endpoint counts. Default: those that the
   * endpoint's own decisions cost (`spend` of `/zephr/decide`, and keys).
   */
  readonly anonymousUsage?: boolean | undefined;
  /**
   * The keys that pages are sealed with, for the route `keys`: the current one, and retired ones as long as caches have pages
   * that they sealed.
   */
  readonly sealKeys?: readonly SealKey[] | undefined;
  /** Limit of the keys that one reader with a mapped id gets. Default: none. */
  readonly maxKeys?: RateLimit | undefined;
  /** Accounts by id, whose readers have access from their own networks: for the node `on-premises`. */
  readonly premises?: Readonly<Record<string, PremisesAccount>> | undefined;
  /** Sites by id, whose signed links give access: for the node `bypass`. */
  readonly referrers?: Readonly<Record<string, TrustedReferrer>> | undefined;
  /** Promotions by id, whose codes switch offers: for the node `promo`. */
  readonly promotions?: Readonly<Record<string, Promotion>> | undefined;
  /** The publisher's content API, which gives the article of a page: for the node `content`. */
  readonly content?: ContentApi | undefined;
  /** Webhooks by id, which are sent what rules make known: for the node `notify`. */
  readonly webhooks?: Readonly<Record<string, Webhook>> | undefined;
  /**
   * Keeps the runtime going until a message to a webhook is delivered or given up, as runtimes do that end with the response: give
   * `waitUntil` of `cloudflare:workers` or `@vercel/functions`.
   */
  readonly waitUntil?: ((delivery: Promise<unknown>) => void) | undefined;
  /** The publisher's users, for a config with a `jwt.userStore`. */
  readonly users?: UserStore | undefined;
  /** Origins of other sites whose pages may read responses, with cookies; `*` allows any origin, without cookies. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Limit of requests per client. Default: 600 requests in 60,000 ms. `false`: no limit. */
  readonly rateLimit?: RateLimit | false | undefined;
  /** Returns the client of a request for the rate limit, from a header of your proxy. Default: the address of the connection. */
  readonly clientKey?: ((request: Request) => string) | undefined;
  /**
   * The platform in front of the endpoint, whose own header names the client, or the number of proxies in a row that add an item
   * to `X-Forwarded-For`. Replaces `clientKey`. Without that platform in front, every client can choose its name.
   */
  readonly trustProxy?: Platform | number | undefined;
  /** First part of the paths of all routes: `/api/zephr` for `/api/zephr/verify`. Default: `/zephr`. */
  readonly base?: string | undefined;
  /** Receives each entry of the log. Default: warnings and errors go to the console, one line of JSON each. */
  readonly log?: Log | undefined;
  /** Returns the current time in ms since 1970. Default: the clock. */
  readonly now?: (() => number) | undefined;
  /** Fetches the config's `jwksUrl`. Default: the runtime's own. */
  readonly fetch?: FetchKeys | undefined;
}

// Cloudflare Workers refuse a request with an option for credentials, and only pages have credentials. They refuse
// `redirect: 'error'` too; a redirect that is not followed is an answer without keys.
const fetchPlainly: FetchKeys = (url, { signal }) => globalThis.fetch(url, { signal, redirect: 'manual' });

/**
 * Creates the endpoint of a config. It verifies tokens whose secret must not reach a page, finds user records, decides with
 * the page's engine, and counts views across devices. Runs on Node, Deno, Bun and edge runtimes. The call itself opens no
 * connection and starts no timer.
 *
 * @throws {ConfigError} For the first mistake in the config.
 * @throws {EndpointError} For the first mistake in the other options.
 * @example
 * const endpoint = createEndpoint({ config, secret: process.env.ZEPHR_JWT_SECRET });
 * Deno.serve((request, info) => endpoint(request, info));
 */
export function createEndpoint(options: EndpointOptions): Endpoint {
  checkOptions(options);
  const bound = { ...(options as EndpointOptions & ServedOptions), ...boundStores(options) };
  const { now = Date.now, allowedOrigins = [], rateLimit, trustProxy } = bound;
  const clientOf = trustProxy === undefined ? bound.clientOf : readClientOf(trustProxy);
  const compiled = compileMetered(bound.config);
  const log = createLog(bound.log ?? consoleLog, now, bound.isQuiet ?? bound.log === undefined);
  const logOutage = createOutageLog(log, now);
  const previews = createPreviewPorts(bound, { now, logOutage });
  const inMemory = own(options.store, 'inMemory') === true;
  const places = createPlaceJudges(options, { now, logOutage });
  const notifier = createWebhookNotifier(bound, { now, log, logOutage });
  const posts = createPostRoutes(bound, { compiled, places, inMemory, now, log, logOutage, previews, notifier });
  const gets: Record<PathOf<'GET'>, GetRoute> = {
    '/zephr/preview/:id': (_visitor, id) => answerFindPreview(id, previews),
    '/zephr/facts': async (visitor) => ({
      body: {
        ...findLocation(visitor.headers),
        ...judgePremises(places, visitor),
        ...(await judgeContent(places, undefined, visitor.query('page'))),
      },
    }),
    '/zephr/health': () => answerHealth(bound),
  };
  const router = createRouter({
    base: bound.base ?? DEFAULT_BASE,
    ...{ posts, gets },
    maxBodyBytes: previews.preview ? { '/zephr/preview': MAX_PREVIEW_BODY_BYTES } : {},
    unlimited: listRoutes(({ isLimited }) => !isLimited),
    takingText: listRoutes(({ takesText }) => takesText === true),
    byToken: listRoutes(({ readsToken }) => readsToken),
    ...{ allowedOrigins, rateLimit, clientKey: bound.clientKey, clientOf, now, log },
  });
  const endpoint: Endpoint = async (request, connection) => {
    try {
      return await router.fetch(request, connection);
    } catch (error) {
      log({ level: 'error', event: 'internal', ...describeError(error, 'internal') });
      const { status, code, message } = INTERNAL_ERROR;
      return Response.json({ error: { code, message } }, { status, headers: { 'Cache-Control': 'no-store' } });
    }
  };
  return withServed(endpoint, router.answerPost, notifier);
}

/** The judges of what a request says of itself and of its page. */
type PlaceJudges = Omit<Judges, 'checkPromo' | 'sessions'>;

function createPlaceJudges(
  { config, premises, referrers, content }: EndpointOptions,
  ports: Pick<PostPorts, 'now' | 'logOutage'>,
): PlaceJudges {
  const { sites } = config as Config;
  return {
    content:
      content === undefined
        ? null
        : {
            read: createContentReader(readContentApi(content), { ...ports, sites }),
            features: findContentFeatures(config as Config),
          },
    findAccounts: premises === undefined ? null : createPremises(premises),
    bypass: referrers === undefined ? null : createBypass(referrers),
  };
}

/** Objects and functions that routes with a body need beside the options. */
interface PostPorts {
  readonly compiled: MeteredConfig;
  readonly places: PlaceJudges;
  /** Whether the given store ends with the process. */
  readonly inMemory: boolean;
  readonly now: () => number;
  readonly log: WriteLog;
  readonly logOutage: LogOutage;
  readonly previews: PreviewPorts;
  readonly notifier: Notifier | null;
}

function createPreviewPorts(
  { config, store }: EndpointOptions,
  { now, logOutage }: Pick<PostPorts, 'now' | 'logOutage'>,
): PreviewPorts {
  const kept = isPreviewStore(store) ? store : createMemoryPreviewStore(now);
  return { preview: readPreviewConfig(config), store: kept, now, logOutage };
}

function createPostRoutes(
  options: EndpointOptions,
  { compiled, places, inMemory, now, log, logOutage, previews, notifier }: PostPorts,
): Record<PathOf<'POST'>, PostRoute> {
  const { users, fetch = fetchPlainly, store = createMemoryGiftStore(now) } = options;
  const config = options.config as Config;
  const { jwt, secrets } = readKeys(options, config, log);
  const signingKey = options.signingKey === undefined ? null : readSigningKey(options.signingKey);
  const recognize = explainMistakes(config, () =>
    createRecognizer(jwt, { users, log, logOutage, now, fetch, keys: secrets }),
  );
  const checkGift = createGiftCheck({ gifts: createGifts(options), store, now });
  const usage = isUsageStore(store) ? store : createMemoryUsageStore(now);
  const anonymous = createAnonymousUsage(options.anonymousUsage, usage, now);
  const { promotions } = options;
  const checkPromo = promotions === undefined ? null : createPromoCheck(promotions, { store: usage, now });
  const sessionStore = isSessionStore(store) ? store : createMemorySessionStore(now);
  const sessions = createSessionJudge(config, sessionStore, now);
  const judges = { ...places, checkPromo, sessions };
  const toAccountKey = createAccountNaming(jwt);
  const meter = createMeter({ jwt, store: usage, anonymous, variantsOf: readVariants(config) });
  warnOfMemory(config, inMemory ? undefined : options.store, log);
  const counts = options.store ?? createMemoryEventStore();
  const addCounts = isEventStore(counts) ? createEventCounter(counts, now) : null;
  // Read by the first batch, as most endpoints get none.
  let dimensions: Dimensions | undefined;
  const tokenCookie = jwt.cookie ?? DEFAULT_COOKIE;
  const features = Object.keys(config.features);
  const sealKeys = readSealKeys(options.sealKeys);
  const confirm = sealKeys && createKeyRelease(sealKeys, new Set(features));
  const locate = createLocator(config);
  const keyLimit = options.maxKeys ? limitKeys(options.maxKeys, now) : null;
  // Made once, and not for each request.
  const ofVerify = { recognize, signingKey, now, log, writeClaims: createClaimsWriter() };
  const ofDecisions = { compiled, recognize, meter, checkGift, locate, judges, toAccountKey, now, logOutage, notifier };
  const ofDecide = {
    ...ofDecisions,
    featureCount: features.length,
    tokenCookie,
    writeDecisions: createDecisionWriter(),
  };
  const ofKeys = { ...ofDecisions, confirm, keyLimit };
  const ofUsage = { recognize, meter, now, logOutage };
  return {
    '/zephr/verify': (body, caller) => answerVerify(body, caller, ofVerify),
    '/zephr/decide': (body, caller) => answerDecide(body, caller, ofDecide),
    '/zephr/keys': (body, caller) => answerKeys(body, caller, ofKeys),
    '/zephr/usage': (body, caller) => answerUsage(body, caller, ofUsage),
    '/zephr/gift': (body) => answerGift(body, { checkGift, logOutage }),
    '/zephr/bypass': (body) => answerBypass(body, { bypass: judges.bypass, now }),
    '/zephr/promo': (body, caller) => answerPromo(body, caller, { checkPromo, toAccountKey, recognize, logOutage }),
    '/zephr/sessions': (body, caller) => answerSessions(body, caller, { sessions, toAccountKey, recognize, logOutage }),
    '/zephr/notify': (body, caller) => answerNotify(body, caller, { notifier, recognize }),
    '/zephr/events': (body) =>
      answerEvents(body, { dimensions: (dimensions ??= readDimensions(config)), addCounts, logOutage }),
    '/zephr/preview': (body) => answerKeepPreview(body, previews),
  };
}

/** Creates what sends messages to webhooks, and warns of nodes that name a webhook which the options do not have. */
function createWebhookNotifier(
  { config, webhooks, waitUntil, countDelivery }: EndpointOptions & ServedOptions,
  { now, log, logOutage }: Pick<PostPorts, 'now' | 'log' | 'logOutage'>,
): Notifier | null {
  const { jwt = {} } = config as Config;
  const toAccountKey = createAccountNaming(jwt);
  const ports = { toAccountKey, now, logOutage, waitUntil, count: countDelivery };
  const notifier = webhooks === undefined ? null : createNotifier(webhooks, config as Config, ports);
  for (const webhook of new Set(findNotifications(config as Config).values()))
    if (own(webhooks, webhook) === undefined)
      log({
        level: 'warn',
        event: 'webhook-unknown',
        webhook,
        pointer: `/webhooks${toPointer(webhook)}`,
        message:
          'A node "notify" of the config names this webhook, and "webhooks" has none of this id: nothing is sent.',
      });
  return notifier;
}

/** Warns of counts that end with the process, in production and where processes come and go. */
function warnOfMemory(config: Config, store: unknown, log: WriteLog): void {
  if (!(isProduction() || isScattered())) return;
  const has = (types: RegExp): boolean =>
    findValue([config.features, config.subRules], (node) => types.test(String(own(node, 'type')))) !== undefined;
  const kept =
    has(/^(time-)?trial$/) && !isUsageStore(store)
      ? 'Trials are counted'
      : has(/^active-sessions$/) && !isSessionStore(store)
        ? 'Sessions of readers are kept'
        : null;
  if (kept === null) return;
  log({
    level: 'warn',
    event: 'store-memory',
    pointer: '/store',
    message: `${kept} in the memory of this process: each process counts apart, and a restart forgets all. Give "store", such as one of openSqliteStore, openRedisStore, openPostgresStore or createDurableObjectStore.`,
  });
}

/** Puts a mistake of the config into words. */
function explainMistakes<Result>(config: unknown, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    throw error instanceof EndpointError ? error : explainMistake(error, config);
  }
}
