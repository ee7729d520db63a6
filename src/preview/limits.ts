/** The limits of previews, by what they limit and in which unit. */

/** Hours that a preview lasts at most. A page holds this too, whatever its payload says. */
export const MAX_PREVIEW_HOURS = 8;
/** Hours that a preview lasts where its maker does not say. */
export const DEFAULT_PREVIEW_HOURS = 1;
/** Characters of a link, the address of the page included. A longer one goes through the endpoint's store. */
export const MAX_LINK_CHARACTERS = 8000;
/** Characters of a signed preview. A config of 1,000 features, all of them changed, takes about 100,000. */
export const MAX_PREVIEW_CHARACTERS = 524_288;
/** Octets of the edits once they are inflated: a text of a few hundred characters can inflate to gigabytes. */
export const MAX_EDITS_BYTES = 4_194_304;
/** Edits of one preview. */
export const MAX_PREVIEW_EDITS = 2000;
/** Readers that a preview can be seen as. */
export const MAX_PREVIEW_READERS = 50;
/** Origins that a preview is for. */
export const MAX_PREVIEW_ORIGINS = 20;
/** Characters of the words that say who made a preview. */
export const MAX_LABEL_CHARACTERS = 80;
/** Seconds by which the clock of the maker may be ahead of the reader's. */
export const MAX_CLOCK_SKEW_S = 60;
/** Time in which an endpoint keeps a preview, in milliseconds. */
export const SEND_TIMEOUT_MS = 10_000;
/** Characters of the id of a preview that is too long for a link. */
export const PREVIEW_ID_CHARACTERS = 22;
