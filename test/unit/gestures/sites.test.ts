import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { invertEdits } from '../../../src/edit/invert-edits.js';
import { renameSite } from '../../../src/gestures/edit-sites.js';
import { isRefusal } from '../../../src/gestures/gesture.js';

const CONFIG = {
  version: 1,
  sites: { daily: { hosts: ['daily.example'] }, north: { hosts: ['north.example'], group: 'daily' } },
  products: { local: { features: [], sites: ['group:daily', 'daily'] }, all: { features: [] } },
  features: {
    articles: {
      rules: {
        anonymous: {
          type: 'site',
          sites: ['north'],
          yes: { type: 'site', sites: ['daily', 'group:daily'], yes: 'show', no: 'show' },
          no: { type: 'sub-rule', rule: 'near', exits: { next: 'show' } },
        },
      },
    },
  },
  subRules: {
    near: { exits: ['next'], start: { type: 'site', sites: ['daily'], yes: { exit: 'next' }, no: { exit: 'next' } } },
  },
};

suite('a site that gets another id', () => {
  test('has it in products, rules and sub rules, keeps its place, and one undo takes all of it back', () => {
    const renamed = renameSite(CONFIG, 'daily', 'the-daily');

    assert.ok(!isRefusal(renamed));
    const after = applyEdits(CONFIG, renamed.edits) as typeof CONFIG;
    const expected = JSON.parse(
      JSON.stringify(CONFIG)
        .replaceAll('"daily":', '"the-daily":')
        .replaceAll(/(?<=sites":\[[^\]]*)"daily"/g, '"the-daily"'),
    ) as unknown;
    assert.deepEqual(after, expected);
    assert.deepEqual(Object.keys(after.sites), ['the-daily', 'north']);
    assert.deepEqual(applyEdits(after, invertEdits(renamed.edits)), CONFIG);
  });

  for (const [says, site, id, refused] of [
    ['where the config lacks the site', 'south', 'east', /There is no site “south”/],
    ['that is empty', 'daily', '', /A site has an id/],
    ['that another one has', 'daily', 'north', /There is a site “north” already/],
    ['that reads as a group', 'daily', 'group:a', /would be that of a group/],
    ['that each object has', 'daily', 'constructor', /cannot be an id/],
  ] as const)
    test(`is refused ${says}`, () => {
      const result = renameSite(CONFIG, site, id);

      assert.match(isRefusal(result) ? result.refused : '', refused);
    });
});
