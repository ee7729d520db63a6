import sift from 'sift';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules, type FlatReader, type FlatRules } from './flatten.js';
import { makeOnce } from './make-once.js';
import { toMongo, type MongoQuery } from './to-mongo.js';

/** sift: one query for each stretch, made once. */
export default aContestant({
  translate: (workload) => flattenRules(workload, toMongo),
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as FlatRules<MongoQuery>;
    const queriesOf = makeOnce((feature) =>
      rules[feature]!.map(({ when, outcome }) => ({ test: sift<FlatReader>({ $or: [...when] }), outcome })),
    );
    return {
      decide: (feature, reader) => {
        for (const { test, outcome } of queriesOf(feature)) if (test(reader)) return outcome;
        return 'show';
      },
    };
  },
});
