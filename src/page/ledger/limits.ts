/** Counted views that a ledger holds, of all readers and trackers together. */
export const MAX_VIEWS = 1000;

/** Page views that are counted in one time trial. They change no decision. */
export const MAX_HITS = 100;

/** Refusals of the endpoint that an account remembers. */
export const MAX_REFUSALS = 100;

/** Longest id of a view or a reader, in characters. */
export const MAX_ID_LENGTH = 64;

/**
 * Counted views that one request to the endpoint reports, in characters of JSON. With a long token the request stays below
 * the 16 KiB that an endpoint accepts.
 */
export const MAX_REPORT_LENGTH = 6000;

/** How far the clock advances before the ledger stores its latest time again, in milliseconds. */
export const CLOCK_SAVE_MS = 60_000;

/** Views of one item that come this soon after each other belong to one article, in milliseconds. */
export const SAME_STORY_MS = 100;

/**
 * How long counts wait, after the path has changed, for the head of the new page, in milliseconds: routers change it last. A
 * page whose head never changes counts after it, or when the reader goes on.
 */
export const HEAD_WAIT_MS = 5000;

/** How long a head that has changed is unchanged before counts that waited for it are made, in milliseconds. */
export const HEAD_QUIET_MS = 250;
