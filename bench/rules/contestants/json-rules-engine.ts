import { Engine, type RuleProperties } from 'json-rules-engine';
import { aContestant, type Decider } from './contestant.js';
import {
  flattenReader,
  flattenRules,
  type FlatCondition,
  type FlatReader,
  type FlatRule,
  type FlatRules,
} from './flatten.js';
import { makeOnce } from './make-once.js';

interface Test {
  readonly path: string;
  readonly operator: string;
  readonly value: unknown;
}

const OPERATORS: Readonly<Record<FlatCondition['operator'], string>> = {
  equals: 'equal',
  'not-equals': 'notEqual',
  in: 'in',
  'starts-with': 'startsWith',
  'ends-with': 'endsWith',
  contains: 'includes',
  'greater-than': 'greaterThan',
  'at-least': 'greaterThanInclusive',
  'less-than': 'lessThan',
  'at-most': 'lessThanInclusive',
};

/**
 * json-rules-engine: one engine a feature, with a rule for each stretch; the first that succeeds stops the others by its
 * priority. The reader is one fact with a resolver of its own for paths, quicker than forty facts or JSONPath.
 */
export default aContestant({
  translate: (workload) => flattenRules(workload, toTest),
  prepare: flattenReader,
  open: (text): Decider<FlatReader> => {
    const rules = JSON.parse(text) as FlatRules<Test>;
    const engineOf = makeOnce((feature) => createEngine(rules[feature]!));
    return {
      decide: async (feature, reader) => {
        const { events } = await engineOf(feature).run({ reader });
        return events[0]?.type ?? 'show';
      },
    };
  },
});

function toTest({ name, operator, value, ofList, negated }: FlatCondition): Test {
  const known = ofList ? 'contains' : OPERATORS[operator];
  return { path: name, operator: negated ? `not:${known}` : known, value };
}

function createEngine(stretches: FlatRule<Test>): Engine {
  const rules = stretches.map(({ when, outcome }, index): RuleProperties => ({
    conditions: { any: when.map((test) => ({ fact: 'reader', ...test })) },
    event: { type: outcome },
    priority: stretches.length - index,
  }));
  const engine = new Engine(rules, { pathResolver: (reader, path) => (reader as FlatReader)[path] });
  const addText = (name: string, compare: (text: string, value: string) => boolean): void =>
    engine.addOperator<unknown, string>(name, (datum, value) => typeof datum === 'string' && compare(datum, value));
  addText('startsWith', (text, value) => text.startsWith(value));
  addText('endsWith', (text, value) => text.endsWith(value));
  addText('includes', (text, value) => text.includes(value));
  engine.on('success', () => engine.stop());
  return engine;
}
