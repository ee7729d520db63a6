/** The path that the routes have in the code, instead of the path of the publisher. */
export const DEFAULT_BASE = '/zephr';
