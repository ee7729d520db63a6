import { aContestant } from './contestant.js';
import { openFlags, toFlags } from './flagd.js';
import { flattenReader } from './flatten.js';

/** flagd-core, interpreted. */
export default aContestant({
  translate: toFlags,
  prepare: flattenReader,
  open: (text) => openFlags(text, true),
});
