/** Values of outcomes. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfigWithRule, aNode } from '../../support/a-config.js';

const valued = (value: unknown): unknown =>
  compileConfig(aConfigWithRule({ content: 'show', value })).decide('articles');

suite('the value of an outcome', () => {
  for (const value of [true, false, 0, 9.9, '', 'short', null, [1, [2]], { price: { amount: 9.9 }, plans: ['a'] }]) {
    test(`is in the decision as the config has it: ${JSON.stringify(value)}`, () => {
      const decision = valued(value) as { value: unknown };

      assert.deepEqual(decision.value, value);
      assert.deepEqual(structuredClone(decision).value, value);
    });
  }

  test('is no member of the decision where the outcome has none', () => {
    assert.equal('value' in compileConfig(aConfigWithRule('show')).decide('articles'), false);
    assert.equal('value' in compileConfig(aConfigWithRule('show')).decide('unknown'), false);
  });

  test('belongs to the outcome that is decided', () => {
    const rule = aNode('a', { content: 'show', value: 1 }, { content: 'hide', value: 2 });
    const engine = compileConfig(aConfigWithRule(rule));
    for (let n = 0; n < 3; n++) assert.equal(engine.decide('articles').value, 2);
  });

  test('cannot be changed by one who gets it', () => {
    const config = aConfigWithRule({ content: 'show', value: { plans: ['a'] } });
    const engine = compileConfig(config);
    const { plans } = engine.decide('articles').value as { plans: string[] };

    assert.throws(() => plans.push('b'), TypeError);
    assert.deepEqual(engine.decide('articles').value, { plans: ['a'] });
    assert.ok(!Object.isFrozen(config), 'the config of the site is left as it is');
  });

  const round: Record<string, unknown> = {};
  round['self'] = round;
  for (const [says, value] of [
    ['a function', () => 1],
    ['a value that holds itself', round],
    ['a big integer', 1n],
  ] as const) {
    test(`is refused where JSON cannot hold it: ${says}`, () => {
      assert.throws(() => valued(value), { code: 'type-wrong', pointer: '/features/articles/rules/anonymous/value' });
    });
  }
});
