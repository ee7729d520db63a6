/** Time for which a pop-up that the reader cannot close waits for another notice to be answered, in ms. */
export const MAX_NOTICE_WAIT_MS = 10_000;

/** Pause between two looks for a notice, in ms. */
export const NOTICE_LOOK_MS = 250;

/** Least size of a notice that is known by its name alone, in px: a button that opens settings again is smaller. */
export const MIN_NOTICE_PX = { width: 200, height: 60 };
