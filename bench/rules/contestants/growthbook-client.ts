import { GrowthBookClient, type ConditionInterface } from '@growthbook/growthbook';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules } from './flatten.js';
import { toGrowthBook } from './to-growthbook.js';

type Features = Record<
  string,
  {
    readonly defaultValue: string;
    readonly rules: { readonly condition: ConditionInterface; readonly force: string }[];
  }
>;

/** GrowthBook whole, by the client for many readers: a feature has one rule for each stretch. */
export default aContestant({
  translate: (workload): Features =>
    Object.fromEntries(
      flattenRules(workload, toGrowthBook).map(({ feature, stretches }) => [
        feature,
        {
          defaultValue: 'show',
          rules: stretches.map(({ when, outcome }) => ({ condition: { $or: [...when] }, force: outcome })),
        },
      ]),
    ),
  prepare: (reader) => ({ attributes: { ...flattenReader(reader) } }),
  open: (text) => {
    const features = JSON.parse(text) as Features;
    const client = new GrowthBookClient().initSync({ payload: { features } });
    return { decide: (feature, reader) => client.getFeatureValue<string>(feature, '', reader) };
  },
});
