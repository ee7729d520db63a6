/** The limits of cards, by what they limit and in which unit. */

/** Cards of one rule. Nodes behind them are not read. */
export const MAX_CARDS = 20_000;
/** Conditions whose words a describer remembers. */
export const MAX_REMEMBERED_WORDS = 20_000;
/** Characters of a value that is quoted on a card. */
export const MAX_QUOTED_CHARACTERS = 60;
/** Cards of a rule that is drawn as a whole. */
export const MAX_DRAWN_CARDS = 400;
/** Cards that are drawn of a rule with more of them: those around the current one. */
export const MAX_CARDS_AROUND = 60;
