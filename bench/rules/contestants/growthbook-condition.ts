import { evalCondition } from '@growthbook/growthbook';
import { aContestant } from './contestant.js';
import { flattenReader } from './flatten.js';
import { toForceRules, type ForceRule } from './to-growthbook.js';

/** GrowthBook's condition engine alone: reads the condition again for each decision; there is nothing to prepare. */
export default aContestant({
  translate: toForceRules,
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as Record<string, readonly ForceRule[]>;
    return {
      decide: (feature, reader) => {
        for (const { condition, force } of rules[feature]!) if (evalCondition(reader, condition)) return force;
        return 'show';
      },
    };
  },
});
