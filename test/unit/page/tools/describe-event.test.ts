import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeEvent } from '../../../../src/page/tools/describe-event.js';

const PRIVATE = {
  claims: { email: 'reader@example.org' },
  token: 'eyJ.secret',
  data: { email: 'reader@example.org', password: 'secret' },
  trace: [{ node: 'a', says: 'the claim email equals x (it is "reader@example.org"): no' }],
  message: 'secret',
};

const ROWS: readonly [type: string, detail: object, reported: object][] = [
  [
    'decision',
    { feature: 'articles', userState: 'anonymous', outcomeId: 'wall', access: false, components: ['register'] },
    { feature: 'articles', userState: 'anonymous', outcomeId: 'wall', access: false, components: ['register'] },
  ],
  ['wall-open', { feature: 'articles', outcomeId: 'wall' }, { feature: 'articles', outcomeId: 'wall' }],
  ['submit', { feature: 'articles', component: 'register' }, { feature: 'articles', component: 'register' }],
  ['dismiss', { feature: 'articles', zone: 'pop-up' }, { feature: 'articles', zone: 'pop-up' }],
  ['conversion', { conversion: 'NEWSLETTER', feature: null }, { conversion: 'NEWSLETTER' }],
  ['fault', { feature: null, code: 'timeout', pointer: '' }, { code: 'timeout', pointer: '' }],
  ['identity', { state: 'registered' }, {}],
];

suite('tools are notified of', () => {
  for (const [type, detail, reported] of ROWS) {
    test(`zephr-${type} what concerns them, and nothing of the reader`, () => {
      assert.deepEqual(describeEvent(type, { ...detail, ...PRIVATE }), reported);
    });
  }

  test('an event that tells nothing, nothing', () => {
    assert.deepEqual([describeEvent('conversion', null), describeEvent('submit', 'text')], [{}, {}]);
  });
});
