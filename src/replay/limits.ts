/** Size of an exported decision that is read, in octets. */
export const MAX_DECISION_BYTES = 1_048_576;
/** Characters of a mapped id from which on it is looked for in texts. A shorter one is in too many of them by chance. */
export const MIN_SEARCHED_CHARACTERS = 4;
