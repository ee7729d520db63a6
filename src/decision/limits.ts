/** Paths to one terminal whose evaluations are cached. */
export const MAX_CACHED_PATHS = 64;
