/*
 * Limits of every request that the SDK sends on its own behalf. All requests share one policy (`requestJson`).
 *
 * | request | route | credentials | time limit | attempts | HTTP cache |
 * |---|---|---|---|---|---|
 * | verify | `POST …/verify` | `jwt.credentials` | `REQUEST_TIMEOUT_MS`; the page waits `VERIFY_WAIT_MS` | 2 | no |
 * | usage | `POST …/usage` | `jwt.credentials` | `REQUEST_TIMEOUT_MS`; the page waits `FACTS_WAIT_MS` | 1, again on the next sign of a connection | no |
 * | facts | `GET …/facts` | never | `REQUEST_TIMEOUT_MS`; the page waits `FACTS_WAIT_MS` | 1 | no |
 * | gift | `POST …/gift` | never | `REQUEST_TIMEOUT_MS`; the page waits `FACTS_WAIT_MS` | 1 | no |
 * | renewal | `POST` `jwt.refresh` | always | `RENEWAL_TIMEOUT_MS` | 1, again after a growing pause | no |
 * | key set | `GET` `jwt.jwksUrl` | never | `KEY_SET_TIMEOUT_MS` | 1, again after a cool-down | yes |
 */

/** Time limit of a request to the endpoint, in milliseconds. Decisions wait for a shorter time and take a late answer. */
export const REQUEST_TIMEOUT_MS = 20_000;

/** Time for which decisions wait for the endpoint's facts and counts, in milliseconds. */
export const FACTS_WAIT_MS = 1500;

/** Time for which a page waits until a token is verified, the second attempt included, in milliseconds. */
export const VERIFY_WAIT_MS = 1500;

/** Time without an answer after which a token is sent a second time, in milliseconds; the first answer still counts. */
export const VERIFY_RETRY_AFTER_MS = 600;

/** Pause before a failed verification is repeated, in milliseconds. */
export const VERIFY_RETRY_PAUSE_MS = 100;

/** Longest random extension of the two waits above, in milliseconds: it spreads the load of many pages. */
export const VERIFY_JITTER_MS = 300;

/** Time limit of a token renewal, in milliseconds. */
export const RENEWAL_TIMEOUT_MS = 10_000;

/** Time limit of a request for a key set, in milliseconds. */
export const KEY_SET_TIMEOUT_MS = 3000;

/** Longest answer that is parsed, in characters. The longest real one is a reader's whole ledger, about 100,000. */
export const MAX_ANSWER_LENGTH = 1_048_576;
