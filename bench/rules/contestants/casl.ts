import { createMongoAbility, subject, type RawRuleOf, type MongoAbility } from '@casl/ability';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules, type FlatRules } from './flatten.js';
import { toMongo, type MongoQuery } from './to-mongo.js';

type Ability = MongoAbility<[action: string, subject: object | string]>;

/**
 * CASL: one ability, built once, with the features for actions. Each condition is a rule whose reason is the outcome,
 * as it knows no `or`; of rules that match the last one counts, so they are listed in reverse. Rules are indexed by
 * action.
 */
export default aContestant({
  translate: (workload) => flattenRules(workload, toMongo),
  prepare: (reader) => subject('reader', { ...flattenReader(reader) }),
  open: (text) => {
    const rules = JSON.parse(text) as FlatRules<MongoQuery>;
    const raw: RawRuleOf<Ability>[] = Object.entries(rules).flatMap(([feature, stretches]) =>
      stretches
        .flatMap(({ when, outcome }) =>
          when.map((conditions) => ({
            action: feature,
            subject: 'reader',
            conditions,
            reason: outcome,
            inverted: true,
          })),
        )
        .reverse(),
    );
    const ability = createMongoAbility<Ability>(raw);
    return { decide: (feature, reader) => ability.relevantRuleFor(feature, reader)?.reason ?? 'show' };
  },
});
