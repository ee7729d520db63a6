import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeNodes } from '../../../src/words/describe-nodes.js';
import type { Config, NodeConfig } from '../../../src/model/config.js';
import { aConfig } from '../../support/a-config.js';

/** Words of one node. */
function wordsOf(node: NodeConfig, changes: Readonly<Record<string, unknown>> = {}): string | undefined {
  return describeNodes([node], aConfig(changes) as unknown as Config).get(node);
}

suite('a node is described in the words of the trace, without its answer', () => {
  const rows: readonly (readonly [node: NodeConfig, words: string])[] = [
    [{ type: 'jwt-expired', yes: 'show', no: 'wall' }, 'the token has expired'],
    [{ type: 'has-product', product: 'gold', yes: 'show', no: 'wall' }, 'the reader holds the product gold'],
    [{ type: 'feature', feature: 'videos', yes: 'show', no: 'wall' }, 'the reader holds a product with the feature videos'],
    [{ type: 'url-path', condition: 'equals', value: '/a: no', yes: 'show', no: 'wall' }, 'the path equals /a: no'],
    [{ type: 'custom-data', property: 'a', condition: 'is-empty', yes: 'show', no: 'wall', unknown: 'wall' }, 'the custom data a is empty'],
    [{ type: 'jwt-token', property: '$.a[0]', condition: 'equals', value: 1, yes: 'show', no: 'wall' }, 'the claim $.a[0] equals 1'],
  ]; // prettier-ignore
  for (const [node, words] of rows) {
    test(words, () => {
      assert.equal(wordsOf(node), words);
    });
  }

  test('each of many', () => {
    const nodes = Array.from({ length: 100 }, (_, i) => ({ type: 'user-state', is: i % 2 ? 'customer' : 'anonymous' }));
    const ways = { yes: 'show', no: 'show' };
    const words = [...describeNodes(nodes.map((node) => ({ ...node, ...ways })), aConfig() as unknown as Config).values()];

    assert.deepEqual(words.slice(0, 2), ['the reader is anonymous', 'the reader is customer']);
    assert.equal(words.length, 100);
  }); // prettier-ignore

  test('whatever the features of the config are called', () => {
    const names = ['node 0', 'node -0', '__proto__', 'constructor', 'articles', 'videos'];
    const features = Object.fromEntries(names.map((name) => [name, {}]));

    assert.equal(
      wordsOf({ type: 'feature', feature: '__proto__', yes: 'show', no: 'show' }, { features }),
      'the reader holds a product with the feature __proto__',
    );
  });
});

test('a node that only a newer version can evaluate is described by its fields', () => {
  const node = { type: 'mood', is: ['good', 'fair'], since: 3, exits: { good: 'show' }, remaining: { 1: 'show' } };

  assert.equal(wordsOf(node, { requires: ['mood'] }), 'is ["good","fair"], since 3');
});

test('a node that only a newer version can evaluate, and without fields, is described by its type', () => {
  assert.equal(wordsOf({ type: 'mood', yes: 'show', no: 'show' }, { requires: ['mood'] }), 'mood');
});
