import { DAY_MS } from '../lib/day.js';

/**
 * The limits of the endpoint, by what they limit and in which unit. Limits of one algorithm alone (jose's, Redis's) are
 * beside it; a limit that a publisher can set has its default here.
 */

const SECOND_MS = 1000;

/** A token of the longest kind, and as much again. */
export const MAX_BODY_BYTES = 16_384;

/** Events in one request; a page sends 20 at most. */
export const MAX_EVENTS_PER_REQUEST = 100;
/** Nodes on the path of one decision that count. */
export const MAX_EXITS_PER_EVENT = 64;
/** Characters of the JSON pointer that is the id of a node or an outcome: deeper places have no counts of their own. */
export const MAX_COUNTED_ID_CHARACTERS = 1000;
/** How long the endpoint gathers counts before it stores them together. */
export const EVENT_GATHER_MS = 5;
/** Days for which counts of events are kept. */
export const MAX_COUNTED_DAYS = 400;

/** Largest body of a signed preview: the preview, and the JSON around it. */
export const MAX_PREVIEW_BODY_BYTES = 525_312;

/** Longest name of a place in a header, percent-encoded. */
export const MAX_LOCATION_CHARACTERS = 256;

/** Longest key of a client. A key from `clientKey` may be as long as a header. */
export const MAX_CLIENT_KEY_CHARACTERS = 128;
/**
 * Tokens that are verified in a second for clients over their limit, beside those that were valid before: about a tenth of
 * the process.
 */
export const MAX_VERIFICATIONS_OVER_LIMIT_PER_S = 500;
/** How long the result of a verified token counts at most; the token's own times are checked at each request. */
export const VERIFIED_TOKEN_MEMORY_MS = 60 * SECOND_MS;
/** Characters of all tokens whose results are kept: some 13,000 usual ones, in about 30 MB at most. */
export const MAX_VERIFIED_TOKEN_CHARACTERS = 4_194_304;
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
/** Lifetime of a signed link of a trusted site for which no other is given: a week. */
export const BYPASS_LIFETIME_S = (7 * DAY_MS) / SECOND_MS;
/** Shortest secret of a trusted site. Zephr makes UUIDs, which have 36. */
export const MIN_BYPASS_SECRET_CHARACTERS = 16;
/** Shortest and longest promotion code, without spaces around it. */
export const PROMO_CODE_CHARACTERS = [4, 64] as const;
/** Readers who can use one promotion code. */
export const MAX_PROMO_READERS = 20_000;
/** Promotion codes that do not count which one client may give in `PROMO_GUESS_WINDOW_MS`; then none of its codes is looked at. */
export const MAX_PROMO_GUESSES = 10;
export const PROMO_GUESS_WINDOW_MS = 600 * SECOND_MS;
/** Seconds for which an article of the content API counts, where the publisher sets no `keepFor`. */
export const CONTENT_KEPT_S = 300;
/** Largest `keepFor` of the content API: a day. */
export const MAX_CONTENT_KEPT_S = DAY_MS / SECOND_MS;
/** How long it counts that the content API has no such article, or for `keepFor` where that is less. */
export const MISSING_CONTENT_KEPT_MS = 30 * SECOND_MS;
/** How long an article still counts, after `keepFor`, while the content API fails. */
export const STALE_CONTENT_KEPT_MS = 3600 * SECOND_MS;
/** Time between two requests for an article that the content API did not give. */
export const CONTENT_RETRY_MS = 5 * SECOND_MS;
/** How long the content API may take, where the publisher sets no `timeout`. A page waits for 1,500 ms. */
export const CONTENT_TIMEOUT_MS = SECOND_MS;
export const MAX_CONTENT_TIMEOUT_MS = 10 * SECOND_MS;
/** Largest answer of the content API, in octets. */
export const MAX_CONTENT_BYTES = 262_144;
/** Requests to the content API at a time. */
export const MAX_CONTENT_REQUESTS = 50;
/** Fields of an article that may leave the endpoint. */
export const MAX_CONTENT_FIELDS = 50;
/** Longest value of a field, as JSON. */
export const MAX_CONTENT_VALUE_CHARACTERS = 4096;
/** Characters of all articles that a process keeps, with their addresses. */
export const MAX_KEPT_CONTENT_CHARACTERS = 8_000_000;
/** Characters of the addresses of all articles that the content API did not give, as far as a process remembers them. */
export const MAX_MISSING_CONTENT_CHARACTERS = 2_000_000;
/** Shortest and longest secret of a webhook, in octets: those of Standard Webhooks. */
export const WEBHOOK_SECRET_OCTETS = [24, 64] as const;
/** Secrets of one webhook, each of which signs: the one of now and those before or after it. */
export const MAX_WEBHOOK_SECRETS = 4;
/** Notifications in one request; a page sends 10 at most. */
export const MAX_NOTIFICATIONS_PER_REQUEST = 20;
/** Longest ids of outcomes and paths that a page reports with a notification. */
export const MAX_NOTIFIED_CHARACTERS = 2048;
/** Time limit of each attempt to send a message to a webhook. */
export const WEBHOOK_TIMEOUT_MS = 5 * SECOND_MS;
/** Attempts to send a message: the waits between them add up to some six minutes. */
export const MAX_WEBHOOK_ATTEMPTS = 6;
/** Wait after the first attempt, less what it differs by. Each further wait is four times as long. */
export const FIRST_WEBHOOK_WAIT_MS = SECOND_MS;
/** Longest wait between two attempts, also of a `Retry-After`. */
export const MAX_WEBHOOK_WAIT_MS = 300 * SECOND_MS;
/** Messages that wait for one webhook. Without room, further ones are dropped. */
export const MAX_WAITING_MESSAGES = 1000;
/** Requests to one webhook at a time. */
export const MAX_WEBHOOK_REQUESTS = 4;
/** Messages whose ids a process knows, so that none is sent twice. */
export const MAX_KNOWN_MESSAGES = 10_000;
/** How long a server that stops sends what waits for webhooks. */
export const WEBHOOK_DRAIN_MS = 3 * SECOND_MS;
/** Longest id of a browser session. A UUID has 36. */
export const MAX_SESSION_CHARACTERS = 128;
/** How long a session counts as active after the last sign of life of its page. A page gives one every 30 seconds. */
export const SESSION_LIFETIME_MS = 75 * SECOND_MS;
/** An end of a session that moves by less is not stored. */
export const SESSION_SAVE_MS = 5 * SECOND_MS;
/** Readers whose sessions a process remembers without a store; about 10 MB. */
export const MAX_SESSION_READERS_IN_MEMORY = 20_000;
/** Gifts that a process remembers without a store; about 15 MB. */
export const MAX_GIFTS_IN_MEMORY = 50_000;

/** How long a store keeps a signed preview at most. Pages run none for more than 8 hours. */
export const MAX_PREVIEW_AGE_MS = DAY_MS;
/** Previews that a process remembers without a store, in characters of all together. */
export const MAX_PREVIEW_CHARACTERS_IN_MEMORY = 16_777_216;

/**
 * Names in a question for decisions that may be unknown, beside all names of the config: a page can be older than the
 * config that it asks. A name that is repeated counts once.
 */
export const MAX_UNKNOWN_FEATURES = 32;

/** Longest address of a page in a question for decisions: what servers take of a request line. Each rule may read all of it. */
export const MAX_ADDRESS_CHARACTERS = 8192;

/** Seals in one request for keys; some 300 characters each. */
export const MAX_SEALS_PER_REQUEST = 32;
/** How long a page may keep the key of a seal. */
export const MAX_KEY_LIFETIME_MS = DAY_MS;
/** Derived keys that a process keeps, one for each feature and id of a sealing key. */
export const MAX_FEATURE_KEYS = 1000;
/** Characters of all seals, `header.key`, that one process remembers as confirmed: some 15,000 of them, each with its key. */
export const MAX_CONFIRMED_SEAL_CHARACTERS = 4_000_000;

/** Views to count in one request. */
export const MAX_SPENDS_PER_REQUEST = 100;
/** Shortest and longest texts of a view. A UUID has 36; a feature may name a tracker; an item is mostly a path. */
export const VIEW_CHARACTERS = { id: [1, 128], tracker: [1, 512], item: [0, 2048] } as const;
/**
 * Times that a decision may spend and be decided again. One refusal is enough unless many requests of a reader arrive at once;
 * after so many, its trials count as used up.
 */
export const MAX_SPEND_ROUNDS = 3;
/** How long a view may have waited in a page for the network; longer than any month. */
export const MAX_VIEW_AGE_MS = 31 * DAY_MS;
/** Views that a store keeps of one reader and tracker; a trial with a higher limit ends here. */
export const MAX_VIEWS_PER_TRACKER = 1000;
/**
 * Characters that a store keeps of one reader, of all trackers together: some 2,000 usual views. All of them are read for each
 * request about the reader, so the time of a request is bounded too.
 */
export const MAX_READER_CHARACTERS = 262_144;
/** Characters of a view beside its id and its item. */
export const VIEW_OVERHEAD_CHARACTERS = 40;
/** Longest item of an anonymous reader that is kept as it is; a longer one is kept as its hash. */
export const MAX_ANONYMOUS_ITEM_CHARACTERS = 256;
/** How long a view of an anonymous reader is kept for a trial without an end. */
export const MAX_ANONYMOUS_VIEW_AGE_MS = 180 * DAY_MS;
/** New anonymous readers of one client whose views are kept, in `NEW_READERS_WINDOW_MS`. */
export const NEW_READERS_LIMIT = 100;
export const NEW_READERS_WINDOW_MS = 3600 * SECOND_MS;
/** Views that a process remembers without a store, of all readers; about 30 MB. */
export const MAX_VIEWS_IN_MEMORY = 100_000;

/** How long a store keeps rows and keys after they expire: longer than clocks may differ. */
export const EXPIRY_GRACE_MS = DAY_MS;
/** How long a store knows the id of a view after no window needs it: a page may send it again that got no answer. */
export const VIEW_ID_MEMORY_MS = 7 * DAY_MS;
/** Ids of such views that a store without rows keeps, of one reader and tracker. */
export const MAX_REMEMBERED_IDS = 100;
/** Shortest time between two deletions of expired rows. */
export const CLEANUP_INTERVAL_MS = 3600 * SECOND_MS;
/** Expired rows that one deletion removes: more would take the thread for too long. */
export const MAX_ROWS_PER_CLEANUP = 500;
/** How long opening a file, and putting users into it, tries again while another process holds its lock. */
export const DATABASE_BUSY_TIMEOUT_MS = 5 * SECOND_MS;
/** Largest file that is read whole when it is opened, to find damage: takes some tenths of a second. */
export const MAX_CHECKED_FILE_BYTES = 64 * 1024 * 1024;
/** How long a request waits for the lock of a file. A page waits for 1,500 ms. */
export const LOCK_PATIENCE_MS = 500;
/** How long requests are refused at once after one has waited in vain. */
export const LOCK_REFUSAL_MS = SECOND_MS;
/** Longest pause between two tries to get the lock; a try takes some hundredths of a millisecond. */
export const MAX_LOCK_RETRY_DELAY_MS = 5;
/** How long a lock is held before `/zephr/health` reports it. */
export const LOCK_REPORTED_AFTER_MS = 100;
/** Operations that wait for the lock of a file at a time. */
export const MAX_QUEUED_OPERATIONS = 1000;
/** How long operations that have waited run before other requests get a turn. */
export const MAX_QUEUE_RUN_MS = 10;
/** Time between two looks whether a file that is only read is still at its path. */
export const FILE_CHECK_INTERVAL_MS = SECOND_MS;
/** Time between two tests of a store whose state `/zephr/health` reports. */
export const STATE_TEST_INTERVAL_MS = SECOND_MS;
/** How long `/zephr/health` reports a failure of a file that is not a lock, and a call without an answer in time. */
export const FAILURE_MEMORY_MS = 30 * SECOND_MS;
/** After how many seconds a client may ask again that was refused because of a store. */
export const STORE_RETRY_AFTER_S = 1;
/** Time limit of each call to a store or a user store, in milliseconds; longer than that of a command to Redis. */
export const STORE_TIMEOUT_MS = 3 * SECOND_MS;
/** Calls in a row without an answer in time after which further ones are refused at once. */
export const MAX_OVERDUE_CALLS = 10;
/** Time between two calls to a store that gives no answer. */
export const STORE_REFUSAL_MS = SECOND_MS;
/** How long Redis may take to connect, and to answer a command. */
export const REDIS_TIMEOUT_MS = 2 * SECOND_MS;
/** Longest wait before another connection to Redis is tried. */
export const MAX_REDIS_RETRY_DELAY_MS = SECOND_MS;

/**
 * Longest piece of a text in one row of a Durable Object: 128 KiB at two octets a character, less some room, as the older kind of
 * their storage takes.
 */
export const MAX_PIECE_CHARACTERS = 60_000;
/** Rows over which a Durable Object spreads the counts of a day: its storage takes 128 in one call, of 128 KiB each. */
export const COUNT_ROWS = 64;

/** Time in which the log gets one entry about an outage of a store or a key set. */
export const OUTAGE_LOG_WINDOW_MS = 60 * SECOND_MS;
/** Events and causes of outages that the log counts apart from each other. */
export const MAX_KINDS_OF_OUTAGES = 100;
