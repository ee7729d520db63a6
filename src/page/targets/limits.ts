/** How often an element that stands for a target is put back after the page, or a script in it, has removed it. */
export const MAX_RETURNS = 10;

/** Changes or added nodes above which the whole document is searched: for so many the browser is faster at that. */
export const MAX_SEARCHED_NODES = 50;
