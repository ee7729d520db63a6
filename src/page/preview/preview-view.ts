/** The visible part of a preview: the chunk beside the one that verifies it. Both load at once. */
export { asReader } from './as-reader.js';
export { describeMissed } from './describe-missed.js';
export { showBanner } from './show-banner.js';
