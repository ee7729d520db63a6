import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { createEdit } from '../../../src/edit/create-edit.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { MistakeMemo } from '../../../src/validate/mistake-memo.js';

const isState = (value: string, no: unknown = { content: 'hide' }): object => {
  return { type: 'jwt-token', property: 'state', condition: 'equals', value, yes: 'show', no };
};
const METER = { type: 'sub-rule', rule: 'meter', exits: { free: 'show', used: { content: 'hide' } } };
const CONFIG = {
  version: 1,
  jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' } },
  components: { wall: { type: 'paywall', heading: 'Read on' } },
  subRules: {
    meter: { exits: ['free', 'used'], start: { ...isState('Utah', { exit: 'used' }), yes: { exit: 'free' } } },
  },
  features: {
    articles: { rules: { registered: isState('Alabama', isState('Texas')) } },
    videos: { rules: { registered: METER } },
    letters: { rules: { registered: isState('Utah', METER) } },
  },
};
/** Places and values that are edited one after the other, with what each does to the findings. */
const EDITS: readonly (readonly [name: string, pointer: string, value: unknown])[] = [
  ['a contradiction', '/features/articles/rules/registered/no/value', 'Alabama'],
  ['a mistake, which ends the search for contradictions', '/features/videos/title', 5],
  ['the mistake mended', '/features/videos/title', 'Videos'],
  ['a component that is used', '/features/articles/rules/registered/no/no/components', ['wall']],
  ['a sub rule whose exit no path takes any more', '/features/videos/rules/registered', isState('Utah', METER)],
  ['a reference to nothing', '/features/articles/rules/registered/no/no/components', ['none']],
  ['a change of what all features have in common', '/components', { none: { type: 'paywall', heading: 'Read on' } }],
  ['another feature', '/features/new', { rules: { registered: isState('Ohio', isState('Ohio')) } }],
  ['a feature that is gone', '/features/articles', undefined],
  ['features that are not an object', '/features', []],
];

suite('findMistakes with a memo', () => {
  test('finds after each edit the same as without', () => {
    const memo = new MistakeMemo();
    let config: unknown = CONFIG;
    assert.deepEqual(findMistakes(config, [], memo), findMistakes(config));
    for (const [name, pointer, value] of EDITS) {
      config = applyEdits(config, [createEdit(config, pointer, value)]);
      assert.deepEqual(findMistakes(config, [], memo), findMistakes(config), name);
      assert.ok(findMistakes(config).length > 0, name);
    }
  });

  test('judges only the feature that has changed', () => {
    const judged: string[] = [];
    class Watched extends MistakeMemo {
      override recall(...args: Parameters<MistakeMemo['recall']>): ReturnType<MistakeMemo['recall']> {
        const [at, value, judge] = args;
        return super.recall(at, value, () => {
          judged.push(at);
          return judge();
        });
      }
    }
    const memo = new Watched();
    findMistakes(CONFIG, [], memo);
    judged.length = 0;
    findMistakes(applyEdits(CONFIG, [createEdit(CONFIG, '/features/videos/title', 'Videos')]), [], memo);

    assert.deepEqual(judged, ['/features/videos']);
  });
});
