import { InMemoryProvider, OpenFeature, type EvaluationContext } from '@openfeature/server-sdk';
import { aContestant } from './contestant.js';
import { flattenReader, flattenRules, type FlatCondition, type FlatRule, type FlatRules } from './flatten.js';

/**
 * OpenFeature with its in-memory provider, which has no conditions of its own: a flag's `contextEvaluator` is a function,
 * here of plain comparisons as one would write them by hand, without a care for missing data or types.
 */
export default aContestant({
  translate: (workload) => flattenRules(workload, (condition) => condition),
  prepare: (reader) => flattenReader(reader) as EvaluationContext,
  open: async (text) => {
    const rules = JSON.parse(text) as FlatRules<FlatCondition>;
    const flags = Object.entries(rules).map(([feature, stretches]) => {
      const variants = Object.fromEntries(['show', ...stretches.map(({ outcome }) => outcome)].map((id) => [id, id]));
      return [feature, { variants, defaultVariant: 'show', disabled: false, contextEvaluator: toEvaluator(stretches) }];
    });
    await OpenFeature.setProviderAndWait(new InMemoryProvider(Object.fromEntries(flags)));
    const client = OpenFeature.getClient();
    return { decide: (feature, reader) => client.getStringValue(feature, '', reader) };
  },
});

type Test = (reader: EvaluationContext) => boolean;

function toEvaluator(stretches: FlatRule<FlatCondition>): (reader: EvaluationContext) => string {
  const tests = stretches.flatMap(({ when, outcome }) => when.map((one) => ({ test: toTest(one), outcome })));
  return (reader) => {
    for (const { test, outcome } of tests) if (test(reader)) return outcome;
    return 'show';
  };
}

function toTest(condition: FlatCondition): Test {
  const test = toPositive(condition);
  return condition.negated ? (reader) => !test(reader) : test;
}

function toPositive({ name, operator, value, ofList }: FlatCondition): Test {
  const text = value as string;
  const number = value as number;
  if (ofList) return (reader) => (reader[name] as readonly string[] | undefined)?.includes(text) ?? false;
  switch (operator) {
    case 'equals':
      return (reader) => reader[name] === value;
    case 'not-equals':
      return (reader) => reader[name] !== value;
    case 'in': {
      const set = new Set<unknown>(value as readonly string[]);
      return (reader) => set.has(reader[name]);
    }
    case 'starts-with':
      return (reader) => (reader[name] as string).startsWith(text);
    case 'ends-with':
      return (reader) => (reader[name] as string).endsWith(text);
    case 'contains':
      return (reader) => (reader[name] as string).includes(text);
    case 'greater-than':
      return (reader) => (reader[name] as number) > number;
    case 'at-least':
      return (reader) => (reader[name] as number) >= number;
    case 'less-than':
      return (reader) => (reader[name] as number) < number;
    case 'at-most':
      return (reader) => (reader[name] as number) <= number;
  }
}
