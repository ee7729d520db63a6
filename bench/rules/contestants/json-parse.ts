import { aContestant } from './contestant.js';

/** No engine: the config of this SDK is parsed, and that is all. */
export default aContestant({
  translate: ({ config }) => config,
  prepare: () => null,
  open: (text) => {
    const config = JSON.parse(text) as object;
    return { decide: () => Object.keys(config)[0]! };
  },
});
