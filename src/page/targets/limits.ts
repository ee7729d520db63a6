/** How often in `RETURNS_MS` the feature element of a target is put back after a script has removed it. */
export const MAX_RETURNS = 100;

/** Length of that time, in ms. */
export const RETURNS_MS = 1000;

/** Changes or added nodes above which the whole document is searched: for so many the browser is faster at that. */
export const MAX_SEARCHED_NODES = 50;

/** Elements around a comment marker, such as paragraphs of an editor, that are looked through. */
export const MAX_MARKER_DEPTH = 4;
