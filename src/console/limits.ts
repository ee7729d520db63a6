/** The limits of the console's server, by what they limit and in which unit. */

/** Octets of a request's body: more than twice a config of 1,000 features. */
export const MAX_REQUEST_BYTES = 8_388_608;
/** Characters of a shared secret. */
export const MAX_SECRET_CHARACTERS = 4096;
/** Characters of a token on the bench. Verifiers take fewer; the bench says so. */
export const MAX_BENCH_CHARACTERS = 65_536;
/** Texts of the config that are remembered, so that edits of an earlier one can be merged. */
export const MAX_KNOWN_TEXTS = 8;
/** Octets of a file that is read, such as the config. */
export const MAX_FILE_BYTES = 67_108_864;
/** Characters of the address of a page that a preview is for. */
export const MAX_PAGE_CHARACTERS = 2048;
/** How long the folder is quiet before a change of the file is read: editors write in several steps. */
export const WATCH_DELAY_MS = 60;
/** Time between two looks at the file, where the system reports no changes of folders. */
export const WATCH_INTERVAL_MS = 2000;

/** Days whose traffic is read at once. */
export const MAX_TRAFFIC_DAYS = 90;
