import { Context } from 'mingo/core';
import * as comparison from 'mingo/operators/query/comparison';
import * as evaluation from 'mingo/operators/query/evaluation';
import * as logical from 'mingo/operators/query/logical';
import { Query } from 'mingo/query';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules, type FlatRules } from './flatten.js';
import { makeOnce } from './make-once.js';
import { toMongo, type MongoQuery } from './to-mongo.js';

const { $eq, $ne, $in, $nin, $gt, $gte, $lt, $lte } = comparison;
const { $regex } = evaluation;
const { $or } = logical;

/** mingo: one query for each stretch, made once, with the operators that the rules use and no others. */
export default aContestant({
  translate: (workload) => flattenRules(workload, toMongo),
  prepare: flattenReader,
  open: (text) => {
    const rules = JSON.parse(text) as FlatRules<MongoQuery>;
    const context = Context.init({ query: { $eq, $ne, $in, $nin, $gt, $gte, $lt, $lte, $regex, $or } });
    const queriesOf = makeOnce((feature) =>
      rules[feature]!.map(({ when, outcome }) => ({ query: new Query({ $or: when }, { context }), outcome })),
    );
    return {
      decide: (feature, reader) => {
        for (const { query, outcome } of queriesOf(feature)) if (query.test(reader)) return outcome;
        return 'show';
      },
    };
  },
});
