/** Key in the store of a session: the facts and counts that were read for the last decision, with their moment. */
export const LAST_FACTS = 'last facts';
