/**
 * Wait for an answer before the config is asked for once more. The first answer that arrives is used, a late one too. The file
 * that asks once more has the same time.
 */
export const CONFIG_TIMEOUT_MS = 3000;
/** Pauses before the second and the third attempt. Together they are shorter than features wait by default. */
export const CONFIG_PAUSES_MS: readonly number[] = [250, 750];
/** Random time added to each pause, so that pages do not all come back at once. */
export const CONFIG_JITTER_MS = 200;
/** Longest `Retry-After` that a page waits for. A server that asks for more is left alone until the reader comes back. */
export const MAX_RETRY_AFTER_MS = 1000;
/** Wait for a config before a kept copy is used in its place: half of what features wait by default. */
export const KEPT_WAIT_MS = 1000;
/** How long a config is kept where the attribute does not say. */
export const DEFAULT_KEEP_MS = 7 * 86_400_000;
/** Longest text of a config that is kept. */
export const MAX_KEPT_CHARACTERS = 256 * 1024;
/** Kept copies of all addresses of an origin. */
export const MAX_KEPT_CONFIGS = 4;
/** How far a clock may be set back, as by a time server, until a kept copy counts no more. */
export const CLOCK_TOLERANCE_MS = 300_000;
