import { escapePattern, type FlatCondition } from './flatten.js';

/** A condition in the query language of MongoDB, as sift, mingo, CASL and GrowthBook know it. */
export type MongoQuery = Readonly<Record<string, unknown>>;

const COMPARISONS: Readonly<Record<string, string>> = {
  equals: '$eq',
  'not-equals': '$ne',
  in: '$in',
  'greater-than': '$gt',
  'at-least': '$gte',
  'less-than': '$lt',
  'at-most': '$lte',
};

/** A list matches where one of its items does, here as there. Text is searched by regular expressions, which all four have. */
export function toMongo({ name, operator, value, ofList, negated }: FlatCondition): MongoQuery {
  const opposite = ofList ? '$ne' : '$nin';
  const comparison = COMPARISONS[operator];
  if (comparison) return { [name]: { [negated ? opposite : comparison]: value } };
  return { [name]: { $regex: toPattern(operator, String(value), negated) } };
}

/** Looking ahead or behind says "not", for one of the four has no `$not`. */
function toPattern(operator: string, value: string, negated: boolean): string {
  const text = escapePattern(value);
  if (operator === 'starts-with') return negated ? `^(?!${text})` : `^${text}`;
  if (operator === 'ends-with') return negated ? `(?<!${text})$` : `${text}$`;
  return negated ? `^(?!.*${text})` : text;
}
