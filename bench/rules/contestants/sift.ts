import sift from 'sift';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules, type FlatReader, type FlatRule } from './flatten.js';
import { toMongo, type MongoQuery } from './to-mongo.js';

/** sift: one query for each stretch, made once. */
export default aContestant({
  translate: (workload) => flattenRules(workload, toMongo),
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as readonly FlatRule<MongoQuery>[];
    const ready = new Map(
      rules.map(({ feature, stretches }) => [
        feature,
        stretches.map(({ when, outcome }) => ({ test: sift<FlatReader>({ $or: [...when] }), outcome })),
      ]),
    );
    return {
      decide: (feature, reader) => {
        for (const { test, outcome } of ready.get(feature)!) if (test(reader)) return outcome;
        return 'show';
      },
    };
  },
});
