import type { Workload } from '../workload/make-workload.js';
import { flattenRules, type FlatCondition } from './flatten.js';

/** A rule of JsonLogic. https://jsonlogic.com/operations.html */
export type JsonLogic = { readonly [operator: string]: unknown } | string;

const COMPARISONS: Partial<Record<FlatCondition['operator'], string>> = {
  equals: '===',
  'not-equals': '!==',
  'greater-than': '>',
  'at-least': '>=',
  'less-than': '<',
  'at-most': '<=',
};

/** Rules by feature in JsonLogic: an `if` with an `or` for each stretch. Two operators of text are not in the language. */
export function toJsonLogic(workload: Workload): Record<string, JsonLogic> {
  return Object.fromEntries(
    Object.entries(flattenRules(workload, toCondition)).map(([feature, stretches]) => [
      feature,
      { if: [...stretches.flatMap(({ when, outcome }) => [{ or: when }, outcome]), 'show'] },
    ]),
  );
}

function toCondition(condition: FlatCondition): JsonLogic {
  const logic = toPositive(condition);
  return condition.negated ? { '!': [logic] } : logic;
}

function toPositive({ name, operator, value, ofList }: FlatCondition): JsonLogic {
  const datum = { var: name };
  if (ofList || operator === 'contains') return { in: [value, datum] };
  if (operator === 'in') return { in: [datum, value] };
  return { [COMPARISONS[operator] ?? operator.replace('-', '_')]: [datum, value] };
}
