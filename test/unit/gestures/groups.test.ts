import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { addGroup, findGroupTargets, removeGroup, renameGroup } from '../../../src/gestures/edit-groups.js';
import { isRefusal, type Gesture, type Refusal } from '../../../src/gestures/gesture.js';
import { own } from '../../../src/lib/own.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { aConfig, aNode } from '../../support/a-config.js';

function apply(config: unknown, result: Gesture | Refusal): unknown {
  assert.ok(!isRefusal(result), (result as Refusal).refused);
  return applyEdits(config, result.edits);
}

function refusalOf(result: Gesture | Refusal): string {
  assert.ok(isRefusal(result));
  return result.refused;
}

function openExits(config: unknown): string[] {
  return findMistakes(config)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

suite('the groups of a split test', () => {
  const exits = { a: 'show', b: aNode('b', 'show', 'teaser') };
  const config = aConfig({
    splitTests: { colour: { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] } },
    features: {
      articles: { rules: { anonymous: { type: 'split-test', test: 'colour', exits } } },
      videos: { rules: { anonymous: { type: 'split-test', test: 'colour', exits } } },
    },
  }); // prettier-ignore

  test('open a row in each node when one is added', () => {
    assert.deepEqual(openExits(apply(config, addGroup(config, 'colour', 'c'))), [
      'exit-missing /features/articles/rules/anonymous/exits/c',
      'exit-missing /features/videos/rules/anonymous/exits/c',
    ]);
  });

  test('are renamed in each node, in place, also where a node is in the branch of another one', () => {
    const inner = { type: 'split-test', test: 'colour', exits };
    const nested = aConfig({
      ...config,
      features: { articles: { rules: { anonymous: { ...inner, exits: { a: inner, b: 'show' } } } } },
    });
    const after = apply(nested, renameGroup(nested, 'colour', 'a', 'red'));

    assert.deepEqual(own(after, 'splitTests'), { colour: { groups: [{ id: 'red', weight: 1 }, { id: 'b', weight: 1 }] } });
    const renamed = { red: exits.a, b: exits.b };
    assert.equal(JSON.stringify(own(own(own(own(after, 'features'), 'articles'), 'rules'), 'anonymous')),
      JSON.stringify({ ...inner, exits: { red: { ...inner, exits: renamed }, b: 'show' } }));
    assert.match(refusalOf(renameGroup(config, 'colour', 'a', 'b')), /has a group “b” already/);
    assert.match(refusalOf(renameGroup(config, 'colour', 'a', '')), /has a name/);
    assert.match(refusalOf(renameGroup(config, 'colour', 'z', 'y')), /has no group “z”/);
    assert.deepEqual(apply(config, renameGroup(config, 'colour', 'a', 'a')), config);
  }); // prettier-ignore

  test('lose their rows when one is removed', () => {
    assert.equal(findGroupTargets(config, 'colour', 'b').length, 2);
    const after = apply(config, removeGroup(config, 'colour', 'b'));

    assert.deepEqual(openExits(after), []);
    assert.deepEqual(own(own(own(own(after, 'features'), 'videos'), 'rules'), 'anonymous'), { type: 'split-test', test: 'colour', exits: { a: 'show' } });
  }); // prettier-ignore
});
