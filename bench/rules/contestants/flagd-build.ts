import { aContestant } from './contestant.js';
import { openFlags, toFlags } from './flagd.js';
import { flattenReader } from './flatten.js';

/** flagd-core as it is without options: targeting becomes functions through `new Function`. */
export default aContestant({
  translate: toFlags,
  prepare: flattenReader,
  open: (text) => openFlags(text, false),
});
