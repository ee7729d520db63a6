import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { markPath } from '../../../src/picture/mark-path.js';
import { USER_STATES } from '../../../src/model/user-states.js';
import { readPicture } from '../../../src/picture/read-picture.js';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import type { Config } from '../../../src/model/config.js';
import type { Decision, TraceEntry } from '../../../src/model/decision.js';
import { aConfig, aNode } from '../../support/a-config.js';

/** The marked parts: by lane the shapes in order, and the labels of the arrows. */
function marked(rules: unknown, decision: Pick<Decision, 'userState' | 'trace'>, changes: object = {}): Record<string, string> {
  const config = aConfig({ features: { articles: { rules }, videos: {} }, ...changes }) as unknown as Config;
  const picture = readPicture(config, 'articles', USER_STATES);
  markPath(picture, decision);
  const lanes = picture.lanes.map(({ id, shapes, arrows }) => {
    const names = shapes.filter(({ taken }) => taken).map(({ kind, name, text }) => name ?? (text || kind));
    const labels = arrows.filter(({ taken }) => taken).map(({ label }) => label);
    return [id, [...names, '|', ...labels.filter(Boolean)].join(' ')] as const;
  });
  return Object.fromEntries(lanes.filter(([, says]) => says !== '|'));
} // prettier-ignore

/** The decision of the engine by these rules. */
function decide(rules: unknown, input: EngineInput): Decision {
  return compileConfig(aConfig({ features: { articles: { rules }, videos: {} } })).decide('articles', input);
}

/** A trace of types and exits. */
function aTrace(...entries: readonly string[]): TraceEntry[] {
  return entries.map((entry) => {
    const [type = '', exit = ''] = entry.split(' → ');
    return { node: '', type, exit, says: '' };
  });
}

suite('the path of a decision', () => {
  const nodes = {
    a: aNode('a', 'b', 'c'),
    b: aNode('b', 'show', 'teaser'),
    c: aNode('c', 'b', { ...aNode('d', 'show', 'sheet'), unknown: 'teaser' }),
  };
  const rules = { anonymous: { start: 'a', nodes } };
  const rows: readonly (readonly [says: string, customData: object, path: string])[] = [
    ['leads through a node of two paths', { a: 1, b: 1 }, 'start a b The content is shown | yes yes'],
    ['leads there on the other path', { c: 1 }, 'start a b c Sixty words | no no yes'],
    ['leads through an inline node', { d: 1 }, 'start a c The content is shown The custom data d equals 1 | no no yes'],
    ['takes the exit for missing data', {}, 'start a c Sixty words The custom data d equals 1 | no no unknown'],
  ]; // prettier-ignore
  for (const [says, customData, path] of rows) {
    test(says, () => {
      const decision = decide(rules, { customData: customData as Readonly<Record<string, unknown>> });

      assert.deepEqual(marked(rules, decision), { anonymous: path });
    });
  }

  test('of a registered reader leads on in the lane of anonymous ones, where that rule holds', () => {
    const decision = decide(rules, { tokenStatus: 'valid', claims: { sub: '1' }, customData: { a: 1 } });

    assert.deepEqual(marked(rules, decision), {
      anonymous: 'start a b Sixty words | yes no',
      registered: 'start As for anonymous readers |',
    });
  });

  test('of a customer without a rule leads to the content', () => {
    const decision = decide(rules, { tokenStatus: 'valid', claims: { prod: 'gold' } });

    assert.deepEqual(marked(rules, decision), { customer: 'start The content is shown |' });
  });

  test('without a trace, as of a feature at fault, ends at the first condition', () => {
    assert.deepEqual(marked(rules, { userState: 'anonymous', trace: [] }), { anonymous: 'start a |' });
  });

  test('of a state that is not drawn marks nothing', () => {
    const picture = readPicture(
      aConfig({ features: { articles: { rules }, videos: {} } }) as unknown as Config,
      'articles',
      ['customer'],
    );
    markPath(picture, decide(rules, {}));

    assert.ok(picture.lanes.every(({ shapes }) => shapes.every(({ taken }) => !taken)));
  });

  test('takes the exit for what remains of a trial', () => {
    const trial = { type: 'trial', yes: 'show', no: 'teaser', remaining: { 1: 'sheet', 11: 'show' } };
    const decision = { userState: 'anonymous', trace: aTrace('trial → 1') } as const;
    const path = marked({ anonymous: trial }, decision, { requires: ['trial'] });

    assert.match(path['anonymous']!, /bottom-sheet .*\| 1 left$/);
  });
});

suite('the path through sub rules', () => {
  const subRules = {
    outer: {
      start: aNode('a', { exit: 'x' }, { type: 'sub-rule', rule: 'inner', exits: { y: { exit: 'y' } } }),
      exits: ['x', 'y'],
    },
    inner: { start: aNode('b', { exit: 'y' }, 'teaser'), exits: ['y'] },
  };
  const changes = { requires: ['sub-rule'], subRules };
  const nodes = {
    one: { type: 'sub-rule', rule: 'outer', exits: { x: 'show', y: 'two' } },
    two: { type: 'sub-rule', rule: 'inner', exits: { y: 'last' } },
    last: aNode('c', 'show', 'sheet'),
  };
  const rules = { anonymous: { start: 'one', nodes } };
  const path = {
    anonymous: 'start one two last bottom-sheet | y y no',
    'sub-rule/outer': 'start The custom data a equals 1 inner y | no y',
    'sub-rule/inner': 'start The custom data b equals 1 y | yes',
  };
  const traces: Readonly<Record<string, TraceEntry[]>> = {
    'names the nodes alone': aTrace('custom-data → no', 'custom-data → yes', 'custom-data → yes', 'custom-data → no'),
    'names a sub rule before its nodes': aTrace('sub-rule → y', 'custom-data → no', 'sub-rule → y', 'custom-data → yes', 'sub-rule → y', 'custom-data → yes', 'custom-data → no'),
    'names a sub rule after its nodes': aTrace('custom-data → no', 'custom-data → yes', 'sub-rule → y', 'sub-rule → y', 'custom-data → yes', 'sub-rule → y', 'custom-data → no'),
  }; // prettier-ignore
  for (const [says, trace] of Object.entries(traces)) {
    test(`leads in and out again where the trace ${says}`, () => {
      assert.deepEqual(marked(rules, { userState: 'anonymous', trace }, changes), path);
    });
  }

  test('ends inside where an outcome ends it', () => {
    const trace = aTrace('custom-data → no', 'custom-data → no');

    assert.deepEqual(marked(rules, { userState: 'anonymous', trace }, changes), {
      anonymous: 'start one |',
      'sub-rule/outer': 'start The custom data a equals 1 inner | no',
      'sub-rule/inner': 'start The custom data b equals 1 Sixty words | no',
    });
  });
});
