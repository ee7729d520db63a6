import { GrowthBookClient } from '@growthbook/growthbook';
import { aContestant } from './contestant.js';
import { flattenReader } from './flatten.js';
import { toForceRules, type ForceRule } from './to-growthbook.js';

type Features = Record<string, { readonly defaultValue: string; readonly rules: ForceRule[] }>;

/** GrowthBook whole, by the client for many readers. */
export default aContestant({
  translate: (workload): Features =>
    Object.fromEntries(
      Object.entries(toForceRules(workload)).map(([feature, rules]) => [feature, { defaultValue: 'show', rules }]),
    ),
  prepare: (reader) => ({ attributes: { ...flattenReader(reader) } }),
  open: (text) => {
    const client = new GrowthBookClient().initSync({ payload: { features: JSON.parse(text) as Features } });
    return { decide: (feature, reader) => client.getFeatureValue<string>(feature, '', reader) };
  },
});
