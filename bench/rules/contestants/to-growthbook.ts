import type { ConditionInterface } from '@growthbook/growthbook';
import type { Workload } from '../workload/make-workload.js';
import { flattenRules, type FlatCondition } from './flatten.js';
import { toMongo } from './to-mongo.js';

/** A rule of a feature of GrowthBook: the first whose condition holds gives the value. */
export interface ForceRule {
  readonly condition: ConditionInterface;
  readonly force: string;
}

/** Rules by feature, one for each stretch. */
export function toForceRules(workload: Workload): Record<string, ForceRule[]> {
  const rules = Object.entries(flattenRules(workload, toCondition)).map(
    ([feature, stretches]): [string, ForceRule[]] => [
      feature,
      stretches.map(({ when, outcome }) => ({ condition: { $or: [...when] }, force: outcome })),
    ],
  );
  return Object.fromEntries(rules);
}

/** MongoDB's words, but plain values for what is equal, and `$in` for what a list holds. */
function toCondition(condition: FlatCondition): ConditionInterface {
  const { name, operator, value, ofList, negated } = condition;
  if (ofList) return { [name]: { [negated ? '$nin' : '$in']: [value] } };
  if (operator === 'equals') return { [name]: value };
  return toMongo(condition) as ConditionInterface;
}
