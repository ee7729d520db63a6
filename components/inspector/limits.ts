/** How often the inspector looks whether something covers it, in milliseconds. */
export const COVER_LOOK_MS = 250;
/** Least and greatest size of the inspector, in percent of the viewport. */
export const MIN_SIZE_PERCENT = 20;
export const MAX_SIZE_PERCENT = 90;
/** Percent by which a key resizes it. */
export const SIZE_STEP_PERCENT = 5;
/** Width of the viewport from which on the inspector is beside the page, in pixels. */
export const MIN_WIDTH_BESIDE_PX = 700;
/** Number of features from which on there is a field to search them. */
export const MIN_SEARCHED_FEATURES = 8;
