/** The limits of the search for readers, by what they limit and in which unit. */

/** Steps of the search in one rule, for each of its exits. */
export const MAX_STEPS_PER_EXIT = 200;
/** Values that are tried for one member of a reader at one step. */
export const MAX_VALUES_TRIED = 400;
/** Conditions that are evaluated in one rule while values are tried, for each of its exits. */
export const MAX_EVALUATIONS_PER_EXIT = 1000;
/** Conditions that are evaluated at one step. */
export const MAX_EVALUATIONS_PER_STEP = 20_000;
/** Items of a list in the config whose neighbours are tried: a list may have ten thousand. */
export const MAX_LIST_ITEMS = 50;
/** Conditions on one operand that are compared in pairs. */
export const MAX_COMPARED_CONDITIONS = 64;
