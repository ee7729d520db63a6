/** The limits of edits, by what they limit and in which unit. */

/** Edits of one list. */
export const MAX_EDITS = 10_000;
/** Levels of objects and lists in each other that the value of an edit may have. A rule may be thousands of nodes long. */
export const MAX_VALUE_LEVELS = 20_000;
/** Steps that can be undone. The oldest step is dropped. */
export const MAX_UNDO_STEPS = 500;
/** Characters of a value that is written on one line. */
export const MAX_INLINE_CHARACTERS = 100;
/** Levels of objects and lists in each other that are written on one line. */
export const MAX_INLINE_LEVELS = 2;
/** Characters of a value that a sentence quotes. */
export const MAX_QUOTED_CHARACTERS = 60;
/** Levels of objects and lists in each other that are merged; what both sides change below is a conflict. */
export const MAX_MERGED_LEVELS = 500;
