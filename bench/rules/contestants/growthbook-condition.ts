import { evalCondition, type ConditionInterface } from '@growthbook/growthbook';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules, type FlatRule } from './flatten.js';
import { toGrowthBook } from './to-growthbook.js';

/** GrowthBook's condition engine alone: reads the condition anew for each decision; there is nothing to make ready. */
export default aContestant({
  translate: (workload) => flattenRules(workload, toGrowthBook),
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as readonly FlatRule<ConditionInterface>[];
    const ready = new Map(
      rules.map(({ feature, stretches }) => [
        feature,
        stretches.map(({ when, outcome }) => ({ condition: { $or: [...when] }, outcome })),
      ]),
    );
    return {
      decide: (feature, reader) => {
        for (const { condition, outcome } of ready.get(feature)!) if (evalCondition(reader, condition)) return outcome;
        return 'show';
      },
    };
  },
});
