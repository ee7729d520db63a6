import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAnswers } from '../../../../bench/rules/check-answers.js';
import { CONTESTANTS, OUR_WAYS } from '../../../../bench/rules/contestants/list-contestants.js';
import { expectOutcome, makeWorkload, type Workload } from '../../../../bench/rules/workload/make-workload.js';
import { compileConfig } from '../../../../src/engine.js';

const SMALL = { features: 30, conditions: 10 };
const LONG = { features: 3, conditions: 100 };

for (const { id, load } of [...CONTESTANTS, ...OUR_WAYS].filter(({ id }) => id !== 'json-parse')) {
  for (const size of [SMALL, LONG]) {
    test(`${id} decides ${size.features} features of ${size.conditions} conditions as the rules say`, async () => {
      const workload = makeWorkload(size);
      const { default: contestant } = await load();
      const decider = await contestant.open(JSON.stringify(contestant.translate(workload)));
      const inputs = workload.readers.map((reader) => contestant.prepare(reader));

      await checkAnswers(workload, decider, inputs);
    });
  }
}

test('a contestant that answers wrongly is found out', async () => {
  const workload = makeWorkload(SMALL);
  const right = (feature: string, input: unknown): string => {
    const rule = workload.rules.find((one) => one.feature === feature)!;
    return expectOutcome(rule, input as Workload['readers'][number]);
  };
  const wrong = (feature: string, input: unknown): string =>
    feature === 'feature-29' && input === workload.readers[15] ? 'elsewhere' : right(feature, input);

  await checkAnswers(workload, { decide: right }, workload.readers);
  await assert.rejects(
    checkAnswers(workload, { decide: wrong }, workload.readers),
    /feature-29, reader 15: .*elsewhere/,
  );
});

test('a reader whose claims have changed since is decided again', () => {
  const { config, rules, readers } = makeWorkload(SMALL);
  const compiled = compileConfig(config);
  const [first, ...others] = readers;
  const input = { ...first!, claims: { ...first!.claims }, customData: { ...first!.customData } };

  for (const other of [first!, ...others]) {
    Object.assign(input, { ...other, claims: input.claims, customData: input.customData });
    for (const data of ['claims', 'customData'] as const) {
      for (const name of Object.keys(input[data])) Reflect.deleteProperty(input[data], name);
      Object.assign(input[data], other[data]);
    }
    const all = compiled.decideAll(input);
    for (const rule of rules) {
      const expected = expectOutcome(rule, other);
      assert.equal(all[rule.feature]?.outcomeId, expected);
      assert.equal(compiled.decide(rule.feature, input).outcomeId, expected);
    }
  }
});
