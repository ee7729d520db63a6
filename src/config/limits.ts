/** Highest limit of a node `active-sessions`. The endpoint keeps as many sessions of one reader. */
export const MAX_SESSION_LIMIT = 50;
