/** The limits of sealing pages and of searching for leaks, by what they limit and in which unit. */

/** Words in a row that are a leak where they are also in clear. */
export const WINDOW_WORDS = 8;
/** Octets of a file that is searched for leaks, at most; a larger one is reported. */
export const MAX_SEARCHED_BYTES = 268_435_456;
