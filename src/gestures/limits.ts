/** The limits of gestures, by what they limit and in which unit. */

/** Characters of a branch that is pasted. */
export const MAX_BRANCH_CHARACTERS = 1_000_000;
