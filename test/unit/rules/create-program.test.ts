import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { NOBODY } from '../../../src/identity/identify.js';
import {
  createTerminal,
  type CompiledNode,
  type CompiledRule,
  type CompiledCondition,
  type Step,
} from '../../../src/rules/compiled-rule.js';
import { Program } from '../../../src/rules/program.js';
import { createOperand, createCondition } from '../../../src/rules/nodes/create-condition.js';
import type { ExitIndex, EvaluationContext } from '../../../src/rules/evaluation-context.js';

const aContext = (customData: Readonly<Record<string, unknown>>): EvaluationContext => ({
  reader: NOBODY,
  facts: { customData },
  usage: {},
  now: 0,
});

/** A condition whose exit is the custom data of its name; counts how often that is read. */
function ask(name: string): CompiledCondition & { reads: () => number } {
  let reads = 0;
  const operand = createOperand(({ facts }) => {
    reads++;
    return facts.customData![name];
  });
  const condition = createCondition(
    operand,
    (exit) => exit as ExitIndex,
    () => name,
  );
  return { ...condition, reads: () => reads };
}

const node = (condition: CompiledCondition, no: Step, yes: Step, unknown = no): CompiledNode => ({
  ...{ id: '', pointer: '', type: 'custom-data', condition, _entries: null, _mark: Infinity },
  _targets: [no, yes, unknown],
});
const aRule = (start: Step): CompiledRule => ({ start, _hasExtensions: false });
const end = (): Step => createTerminal('a', { content: 'hide' });

suite('a rule in the program', () => {
  test('ends at a terminal of its own for each path', () => {
    const program = new Program();
    const [a, b] = [ask('a'), ask('b')];
    const shared = node(b, end(), end());
    const start = program.add(aRule(node(a, shared, shared, end())))!;
    const places = [[0, 0], [0, 1], [1, 0], [1, 1], [2, 0]].map(([one, other]) => {
      program.begin(aContext({ a: one, b: other }));
      return program.run(start);
    }); // prettier-ignore

    assert.equal(new Set(places).size, 5);
  });
  test('takes no for unknown where both lead to the same step', () => {
    const program = new Program();
    const start = program.add(aRule(node(ask('a'), end(), end())))!;
    const places = [0, 2].map((a) => {
      program.begin(aContext({ a }));
      return program.run(start);
    });

    assert.equal(places[0], places[1]);
  });
  test('may ask nothing', () => {
    const program = new Program();
    const [first, second] = [program.add(aRule(end()))!, program.add(aRule(end()))!];
    program.begin(aContext({}));

    assert.notEqual(program.run(first), program.run(second));
  });
  test('is not taken where it depends on more than its answers', () => {
    assert.equal(new Program().add({ ...aRule(node(ask('a'), end(), end())), _hasExtensions: true }), null);
  });
  test('is not taken where it unfolds to more than 4,096 nodes, and leaves the others as they were', () => {
    const program = new Program();
    const conditions = Array.from({ length: 14 }, (_, i) => ask(`q${i}`));
    const unfolding = (depth: number): Step =>
      conditions
        .slice(0, depth)
        .reduce<Step>((next, condition) => node(condition, next, node(condition, next, next)), end());
    const before = program.add(aRule(node(conditions[0]!, end(), end())))!;

    assert.equal(program.add(aRule(unfolding(12))), null);
    const after = program.add(aRule(node(conditions[0]!, end(), end())))!;
    const places = [0, 1].flatMap((q0) => {
      program.begin(aContext({ q0 }));
      return [program.run(before), program.run(after)];
    });
    assert.equal(new Set(places).size, 4);
    assert.notEqual(program.add(aRule(unfolding(5))), null);
  });
  test('grows with as many conditions and nodes as there are', () => {
    const program = new Program();
    const starts = Array.from({ length: 500 }, (_, i) => program.add(aRule(node(ask(`q${i}`), end(), end())))!);
    const places = starts.map((start, i) => {
      program.begin(aContext({ [`q${i}`]: 1 }));
      return program.run(start);
    });

    assert.equal(new Set(places).size, 500);
  });
});

suite('conditions of several rules', () => {
  test('is read and asked once a pass', () => {
    const program = new Program();
    const condition = ask('a');
    const starts = [1, 2, 3].map(() => program.add(aRule(node(condition, end(), end())))!);
    for (let passes = 1; passes <= 3; passes++) {
      program.begin(aContext({ a: 1 }));
      for (const start of starts) program.run(start);

      assert.equal(condition.reads(), passes);
    }
  });
  test('is read once where several conditions ask for it', () => {
    const program = new Program();
    const condition = ask('a');
    const other = { ...condition, operator: (exit: unknown) => 1 - (exit as number) };
    const starts = [condition, other].map((one) => program.add(aRule(node(one, end(), end())))!);
    program.begin(aContext({ a: 1 }));
    for (const start of starts) program.run(start);

    assert.equal(condition.reads(), 1);
  });
  test('is asked again where the answer did not come', () => {
    const program = new Program();
    const condition = ask('a');
    const start = program.add(aRule(node(condition, end(), end())))!;
    const broken = {
      get a(): never {
        throw new Error('no');
      },
    };
    program.begin(aContext(broken));
    for (let i = 0; i < 2; i++) assert.throws(() => program.run(start), /no/);
    program.begin(aContext({ a: 1 }));

    assert.equal(typeof program.run(start), 'number');
    assert.equal(condition.reads(), 3);
  });
});

test('answers are lent to who walks the same rule in the same pass', () => {
  const program = new Program();
  const [first, second] = [ask('a'), ask('b')];
  const rule = aRule(node(first, end(), node(second, end(), end())));
  const start = program.add(rule)!;
  const context = aContext({ a: 1, b: 2 });
  program.begin(context);
  program.run(start);
  program.copyExits(rule);

  for (const [condition, exit] of [[first, 1], [second, 2]] as const)
    assert.deepEqual([condition.exit, condition._context], [exit, context]); // prettier-ignore
});
