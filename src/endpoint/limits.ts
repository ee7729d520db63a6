import { DAY_MS } from '../lib/day.js';

/**
 * The limits of the endpoint, by what they limit and in which unit. Limits of one algorithm alone (jose's, Redis's) are
 * beside it; a limit that a publisher can set has its default here.
 */

const SECOND_MS = 1000;

/** A token of the longest kind, and as much again. */
export const MAX_BODY_BYTES = 16_384;

/** Longest name of a place in a header, percent-encoded. */
export const MAX_LOCATION_CHARACTERS = 256;

/** Longest key of a client. A key from `clientKey` may be as long as a header. */
export const MAX_CLIENT_KEY_CHARACTERS = 128;
/** Clients whose requests are counted at a time; about 10 MB. */
export const MAX_COUNTED_CLIENTS = 50_000;
/** Requests of one client, where the publisher sets no `rateLimit`. */
export const DEFAULT_RATE_LIMIT = { limit: 600, windowMs: 60 * SECOND_MS } as const;
/** How long a browser may keep the answer to a preflight request. */
export const PREFLIGHT_MAX_AGE_S = 600;

/** Lifetime of an assertion about a token. */
export const ASSERTION_LIFETIME_S = 300;
/** Lifetime of a gift for which no other is given: a week. */
export const GIFT_LIFETIME_S = (7 * DAY_MS) / SECOND_MS;
/** Longest id of a browser session. A UUID has 36. */
export const MAX_SESSION_CHARACTERS = 128;
/** Gifts that a process remembers without a store; about 15 MB. */
export const MAX_GIFTS_IN_MEMORY = 50_000;

/**
 * Names in a question for decisions that may be unknown, beside all names of the config: a page can be older than the
 * config that it asks. A name that is repeated counts once.
 */
export const MAX_UNKNOWN_FEATURES = 32;

/** Longest address of a page in a question for decisions: what servers take of a request line. Each rule may read all of it. */
export const MAX_ADDRESS_CHARACTERS = 8192;

/** Views to count in one request. */
export const MAX_SPENDS_PER_REQUEST = 100;
/** Shortest and longest texts of a view. A UUID has 36; a feature may name a tracker; an item is mostly a path. */
export const VIEW_CHARACTERS = { id: [1, 128], tracker: [1, 512], item: [0, 2048] } as const;
/** How long a view may have waited in a page for the network; longer than any month. */
export const MAX_VIEW_AGE_MS = 31 * DAY_MS;
/** Views that a store keeps of one reader and tracker; a trial with a higher limit ends here. */
export const MAX_VIEWS_PER_TRACKER = 1000;
/** Views that a process remembers without a store, of all readers; about 30 MB. */
export const MAX_VIEWS_IN_MEMORY = 100_000;

/** How long a store keeps rows and keys after they expire: longer than clocks may differ. */
export const EXPIRY_GRACE_MS = DAY_MS;
/** Shortest time between two deletions of expired rows. */
export const CLEANUP_INTERVAL_MS = 3600 * SECOND_MS;
/** How long SQLite waits for another process that writes. */
export const DATABASE_BUSY_TIMEOUT_MS = 5 * SECOND_MS;
/** How long Redis may take to connect, and to answer a command. */
export const REDIS_TIMEOUT_MS = 2 * SECOND_MS;
/** Longest wait before another connection to Redis is tried. */
export const MAX_REDIS_RETRY_DELAY_MS = SECOND_MS;
