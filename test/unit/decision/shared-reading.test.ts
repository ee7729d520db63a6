import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/engine.js';
import { aConfig } from '../../support/a-config.js';

const WALL = { id: 'wall', content: 'hide' };
const trial = (tracker: string): object => ({ type: 'trial', tracker, limit: 3, yes: 'show', no: WALL });
const NAMES = ['one', 'two', 'three'];

suite('what several features read of one input', () => {
  const rule = { type: 'custom-data', property: 'a', condition: 'equals', value: 1, yes: 'show', no: WALL };
  const compiled = compileConfig(
    aConfig({
      products: {},
      features: Object.fromEntries(NAMES.map((name) => [name, { rules: { anonymous: rule } }])),
    }),
  );
  const countingData = (): { readonly customData: Readonly<Record<string, unknown>>; readonly reads: () => number } => {
    let count = 0;
    const customData = Object.defineProperty({}, 'a', { get: () => ++count });
    return { customData, reads: () => count };
  };

  test('is read once for all features that are named', () => {
    const { customData, reads } = countingData();
    compiled.decideAll({ customData }, NAMES);
    assert.equal(reads(), 1);
  });
  test('features that are named are decided as each alone, unknown ones and names of object members too', () => {
    const input = { customData: { a: 1 } };
    const names = ['two', 'nothing', '__proto__', 'one'];
    const decisions = compiled.decideAll(input, names);
    assert.deepEqual(Object.keys(decisions), names);
    for (const name of names)
      assert.deepEqual(Object.getOwnPropertyDescriptor(decisions, name)!.value, compiled.decide(name, input));
  });
  test('an input that throws when it is read makes a fault of each feature that is named', () => {
    const input = Object.defineProperty({}, 'claims', { get: () => assert.fail('read') });
    const { two, nothing } = compiled.decideAll(input, ['two', 'nothing']);
    assert.deepEqual([two!.reason, nothing!.reason], ['fault', 'unknown-feature']);
  });
  test('the path that trials count is taken from the address once', () => {
    const features = Object.fromEntries(NAMES.map((name) => [name, { rules: { anonymous: trial(name) } }]));
    const counted = compileConfig(aConfig({ products: {}, features }));
    let count = 0;
    const input = Object.defineProperty({}, 'url', { get: () => (count++, '/story'), enumerable: true });
    counted.decideAll(input);
    assert.equal(count, 1);
  });
});
