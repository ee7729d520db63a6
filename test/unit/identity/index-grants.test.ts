import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Config } from '../../../src/model/config.js';
import { grantsOfFeature } from '../../../src/identity/grants.js';
import { indexGrants } from '../../../src/identity/index-grants.js';

test('the values that make a customer of a feature are the same by the index of all features', () => {
  const products = {
    gold: { claimValue: 'gold', features: ['articles', '__proto__'] },
    silver: { claimValue: ['silver', 'silver-2'], features: ['articles', 'articles'] },
    none: { claimValue: 'none', features: [] },
  };
  for (const config of [{ products }, {}] as unknown as Config[]) {
    const grantsOf = indexGrants(config);
    for (const feature of ['articles', '__proto__', 'constructor', 'other'])
      assert.deepEqual([...grantsOf(feature)], [...grantsOfFeature(feature, config)]);
  }
});
