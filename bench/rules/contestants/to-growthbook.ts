import type { ConditionInterface } from '@growthbook/growthbook';
import type { FlatCondition } from './flatten.js';
import { toMongo } from './to-mongo.js';

/** A condition of GrowthBook: MongoDB's words, but plain values for what is equal, and `$in` for what a list holds. */
export function toGrowthBook(condition: FlatCondition): ConditionInterface {
  const { name, operator, value, ofList, negated } = condition;
  if (ofList) return { [name]: { [negated ? '$nin' : '$in']: [value] } };
  if (operator === 'equals') return { [name]: value };
  return toMongo(condition) as ConditionInterface;
}
