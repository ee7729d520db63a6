import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import type { Decision } from '../../../src/model/decision.js';
import { fillPart } from '../../../src/outcome/fill-part.js';
import { listDifferences } from '../../../src/readers/compare-decisions.js';
import { aConfigWithRule } from '../../support/a-config.js';

const sets = (variables: object, next: unknown): object => ({ type: 'set', variables, exits: { next } });
const decide = (rule: unknown, more: Readonly<Record<string, unknown>> = {}): Decision =>
  compileConfig(aConfigWithRule(rule, more)).decide('articles', {});

suite('a node that sets variables', () => {
  test('goes on at its only exit', () => {
    const { outcomeId, trace } = decide(sets({ offer: 'a' }, 'teaser'));

    assert.equal(outcomeId, 'teaser');
    assert.deepEqual(
      trace.map(({ type, exit, says }) => [type, exit, says]),
      [['set', 'next', 'sets offer to "a": next']],
    );
  });

  test('gives them to the decision, the last one of a name', () => {
    const rule = sets({ offer: 'a', left: 3 }, sets({ offer: 'b', on: true, none: null }, 'teaser'));

    assert.deepEqual(decide(rule).variables, { offer: 'b', left: 3, on: true, none: null });
  });

  test('inside a sub rule counts before a later one outside of it', () => {
    const subRules = { inner: { start: sets({ offer: 'in', kept: 1 }, { exit: 'out' }), exits: ['out'] } };
    const rule = { type: 'sub-rule', rule: 'inner', exits: { out: sets({ offer: 'outside' }, 'teaser') } };

    assert.deepEqual(decide(rule, { subRules }).variables, { offer: 'outside', kept: 1 });
  });

  test('that is not on the path sets nothing', () => {
    const rule = { type: 'jwt-expired', yes: sets({ offer: 'a' }, 'teaser'), no: 'teaser' };

    assert.equal('variables' in decide(rule), false);
  });

  test('gives each caller the same variables, and none can change them', () => {
    const engine = compileConfig(aConfigWithRule(sets({ offer: 'a' }, 'teaser')));
    for (let times = 0; times < 4; times++) {
      const { variables } = engine.decide('articles');
      assert.deepEqual(variables, { offer: 'a' });
      assert.throws(() => Object.assign(variables, { offer: 'b' }), TypeError);
    }
  });

  test('names five variables and the beginning of a long text in its words', () => {
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 1]));
    const [one, other] = [many, { text: 'x'.repeat(2000) }].map(
      (variables) => decide(sets(variables, 'show')).trace[0]!,
    );

    assert.equal(one!.says, 'sets a to 1, b to 1, c to 1, d to 1, e to 1, …: next');
    assert.equal(other!.says.length < 70, true);
  });
});

suite('a template', () => {
  const fillBy = (variables?: object): unknown => {
    const config = {
      type: 'custom-block' as const,
      html: '{{variables.a}} {{variables.b}}',
      ...(variables && { variables }),
    };
    return fillPart({ id: 'hello', config: config as never }, { variables: { a: '<1>', b: 'rule' } }, 'en', {
      fillMarkup: (fill: (write: (text: string) => string) => string) => ({ text: fill(String), refused: [] }),
    } as never).config;
  };

  test('has the variables that the rule has set', () => {
    assert.equal((fillBy() as { html: string }).html, '<1> rule');
  });

  test('has the component’s own variables before them', () => {
    assert.equal((fillBy({ b: 'own' }) as { html: string }).html, '<1> own');
  });
});

test('two decisions that differ in variables alone are not the same', () => {
  const [before, after] = ['a', 'b'].map((offer) => decide(sets({ offer }, 'teaser'))) as [Decision, Decision];

  assert.deepEqual(listDifferences(before, after), ['variables']);
});
