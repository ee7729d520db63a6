import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findTouchedFeatures } from '../../../src/commands/diff/find-touched-features.js';
import { aConfig, aNode } from '../../support/a-config.js';

const calls = (rule: string): object => ({ type: 'sub-rule', rule, in: 'show', out: 'sheet' });

/** Articles go through two sub rules to the outcome `teaser`; the feature `weather` has its own way. */
const config = aConfig({
  subRules: {
    outer: { exits: ['in', 'out'], start: { ...calls('inner'), in: { exit: 'in' }, out: { exit: 'out' } } },
    inner: { exits: ['in', 'out'], start: aNode('a', 'teaser', { exit: 'out' }) },
  },
  splitTests: { colour: { groups: [{ id: 'red', weight: 1 }] } },
  features: {
    articles: { rules: { anonymous: calls('outer') } },
    videos: { rules: { anonymous: { type: 'has-product', product: 'silver', yes: 'show', no: 'sheet' } } },
    weather: { rules: { anonymous: { type: 'split-test', test: 'colour', exits: { red: 'show' } } } },
  },
});

/** By the place of an edit: the features whose decisions it can change. */
const ROWS: Readonly<Record<string, readonly string[] | null>> = {
  '/features/videos/rules/anonymous/yes': ['videos'],
  '/features/new': ['new'],
  '/outcomes/teaser/content/keep/words': ['articles'],
  '/outcomes/sheet/zone': ['articles', 'videos'],
  '/subRules/inner/start/yes': ['articles'],
  '/subRules/outer': ['articles'],
  '/splitTests/colour/groups/0/weight': ['weather'],
  '/products/silver/claimValue': ['articles', 'videos'],
  '/products/film/claimValue/1': ['videos'],
  '/products/unused': [],
  '/components/register/heading': [],
  '/jwt/productSyncing/privateClaimName': null,
  '/products': null,
  '': null,
};

suite('the features that an edit can change', () => {
  for (const [pointer, features] of Object.entries(ROWS)) {
    test(`of ${pointer || 'the whole config'}`, () => {
      const found = findTouchedFeatures([{ pointer, before: 1, after: 2 }], [config, config]);

      assert.deepEqual(found && [...found].sort(), features);
    });
  }

  test('are those of both configs', () => {
    const before = aConfig({ products: { gold: { claimValue: 'a', features: ['articles'] } } });
    const after = aConfig({ products: { gold: { claimValue: 'a', features: ['videos'] } } });
    const edit = { pointer: '/products/gold/features/0', before: 'articles', after: 'videos' };

    assert.deepEqual([...findTouchedFeatures([edit], [before, after])!].sort(), ['articles', 'videos']);
  });
});
