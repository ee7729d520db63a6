/** The limits of finding and verifying tokens, by what they limit and in which unit. */

/** Twice what a browser keeps in one cookie; a longer token is refused unread. */
export const MAX_TOKEN_CHARACTERS = 8192;
/**
 * Candidates for the token of one reader. Each costs a verification, and a header may hold thousands of cookies. More are
 * `ambiguous`: a sibling host that sets cookies must not push the reader's own out of those that are looked at.
 */
export const MAX_TOKEN_CANDIDATES = 8;
/** `typ` of the detached signature of a config. */
export const CONFIG_SIGNATURE_TYPE = 'zephr-config+jws';
/** A signature by the longest RSA key, and a header. */
export const MAX_SIGNATURE_CHARACTERS = 8192;
/** RFC 7518, section 3.3. */
export const MIN_RSA_BITS = 2048;
/** Seconds since 1970, the end of the year 9999. A later `exp` is not a date but most likely milliseconds. */
export const MAX_EXPIRY_S = 253_402_300_799;
/** A good signature is not checked again for as long as a key set is kept. */
export const SIGNATURE_MEMORY_MS = 600_000;

/** A set that is this old is fetched again. */
export const KEY_SET_MAX_AGE_MS = 600_000;
/** A set that is this old no longer counts, though its address fails: a key that was withdrawn must not live on. */
export const KEY_SET_END_OF_AGE_MS = 86_400_000;
/** Longest key set that is read. Those of large providers have some 30 kB. */
export const MAX_KEY_SET_BYTES = 262_144;
/** A set with more keys is refused as a whole. */
export const MAX_KEYS_PER_SET = 256;
/** Keys of one id and algorithm that are tried; of an id with more none is. Each costs a verification. */
export const MAX_KEYS_PER_ID = 8;
export const KEY_SET_TIMEOUT_MS = 3000;
/** Least time between two fetches for an unknown key id: forged ids must not make a page hammer the provider. */
export const KEY_SET_COOL_DOWN_MS = 30_000;
/** Wait after a fetch that failed, so that a provider in trouble is not hammered either. */
export const KEY_SET_RETRY_MS = 5000;

/** Time that a page waits for the endpoint's answer, a second attempt included. */
export const VERIFY_TIMEOUT_MS = 1500;
/** Wait before asking an unreachable endpoint again; cut short when the browser is back online. */
export const VERIFY_RETRY_MS = 5000;
/** A request without an answer is repeated after this time; the first one may still be answered. */
export const SECOND_ATTEMPT_MS = 600;
/** Pause before a request that failed is repeated. */
export const ATTEMPT_PAUSE_MS = 100;
/** Random time added to both waits, so that pages do not all come back at once. */
export const ATTEMPT_JITTER_MS = 300;
/** Longest time that a request for the endpoint's answer stays open. */
export const ANSWER_TIMEOUT_MS = 20_000;
