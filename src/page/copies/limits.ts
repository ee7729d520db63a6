/** Largest page that is fetched again for the content of its copy, in bytes. */
export const MAX_PAGE_BYTES = 5 * 1024 * 1024;

/** Time that such a page may take, in ms. */
export const PAGE_TIMEOUT_MS = 10_000;
