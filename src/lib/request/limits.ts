/*
 * Limits of every request that the SDK sends on its own behalf. All requests refuse redirects; those for JSON share one
 * policy (`requestJson`). Limits of tokens and key sets are in `src/token/limits.ts`, those of the
 * config in `src/page/config/limits.ts`.
 *
 * | request | route | credentials | time limit | attempts | HTTP cache |
 * |---|---|---|---|---|---|
 * | verify | `POST …/verify` | `jwt.credentials` | `ANSWER_TIMEOUT_MS`; the page waits `VERIFY_TIMEOUT_MS` | 2 | no |
 * | usage | `POST …/usage` | `jwt.credentials` | `REQUEST_TIMEOUT_MS`; the page waits `FACTS_WAIT_MS` | 1, again on the next sign of a connection | no |
 * | facts | `GET …/facts`, with `?page=` for the article | never | `REQUEST_TIMEOUT_MS`; the page waits `FACTS_WAIT_MS` | 1 | no |
 * | gift | `POST …/gift` | never | `REQUEST_TIMEOUT_MS`; the page waits `FACTS_WAIT_MS` | 1 | no |
 * | notify | `POST …/notify` | `jwt.credentials` | `REQUEST_TIMEOUT_MS`; nothing waits | 1, again when the reader comes back | no |
 * | renewal | `POST` `jwt.refresh` | always | `RENEWAL_TIMEOUT_MS` | 1, again after a growing pause | no |
 * | config | `GET` `data-config` | same origin | 3 times `CONFIG_TIMEOUT_MS` | 3, again when the reader comes back | yes, then no |
 * | key set | `GET` `jwt.jwksUrl` | never | `KEY_SET_TIMEOUT_MS` | 1, again after a cool-down | yes |
 */

/** Time limit of a request to the endpoint, in milliseconds. Decisions wait for a shorter time and take a late answer. */
export const REQUEST_TIMEOUT_MS = 20_000;

/** Time for which decisions wait for the endpoint's facts and counts, in milliseconds. */
export const FACTS_WAIT_MS = 1500;

/** Time for which decisions wait for a file of the SDK, in milliseconds. A late file is used when it arrives. */
export const FILE_TIMEOUT_MS = 5000;

/** Time for which rules wait for one of several files that they need, in milliseconds: less than for all of them. */
export const PART_TIMEOUT_MS = 4000;

/** Time limit of a token renewal, in milliseconds. */
export const RENEWAL_TIMEOUT_MS = 10_000;

/** Longest answer that is parsed, in characters. The longest real one is a reader's whole ledger, about 100,000. */
export const MAX_ANSWER_LENGTH = 1_048_576;
