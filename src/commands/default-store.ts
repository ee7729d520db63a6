/** Default file for users, gifts and counts. */
export const DEFAULT_STORE = 'zephr.sqlite';
