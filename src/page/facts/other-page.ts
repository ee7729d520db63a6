/**
 * Key in the store of a session: a function that tells whether the page has another path than the one whose article rules have asked
 * for. It is asked for again by the next run then.
 */
export const IS_OTHER_PAGE = 'is other page';
