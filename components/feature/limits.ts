/** Largest external block, in bytes. */
export const MAX_BLOCK_BYTES = 256 * 1024;

/** Time that an external block may take, redirects included, in ms. */
export const BLOCK_TIMEOUT_MS = 5000;

/** Wait before a block that failed is fetched again, in ms. */
export const BLOCK_RETRY_MS = 5000;

/** Time that walls wait for the texts of their language, in ms; then they are shown in English. */
export const TEXTS_TIMEOUT_MS = 1000;

/** How often a wall is put back that other code, such as an extension of the browser, has removed. */
export const MAX_WALL_RETURNS = 20;

/** How often, while walls are shown, content that was put aside returns to be counted, as less is left of what was kept. */
export const MAX_RESTORED_CUTS = 200;

/** Changes of gated content in `CONTENT_PAUSE_MS` after which it is hidden and left alone for as long. */
export const MAX_CONTENT_CHANGES = 500;

/** Length of that time, in ms. */
export const CONTENT_PAUSE_MS = 1000;

/** How often in `CONTENT_PAUSE_MS` walls return that the page has removed by writing its content again. */
export const MAX_REWRITES = 100;
