import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isFrameworkOwned } from '../../../src/lib/is-framework-owned.js';

interface FakeNode {
  parentNode: FakeNode | null;
}

/** A node with a member of that name, enumerable or not. */
function aNode(mark = '', parentNode: FakeNode | null = null, enumerable = true): FakeNode {
  const node: FakeNode = { parentNode };
  if (mark) Object.defineProperty(node, mark, { value: {}, enumerable });
  return node;
}

suite('a framework owns a node', () => {
  for (const [framework, mark] of [
    ['React', '__reactFiber$k3j2'],
    ['React', '__reactProps$k3j2'],
    ['React, as a root', '__reactContainer$k3j2'],
    ['Vue in development', '__vnode'],
    ['Vue in development', '__vueParentComponent'],
    ['Vue, as a root', '__vue_app__'],
    ['Vue, as a root', '_vnode'],
    ['Angular', '__ngContext__'],
    ['Svelte in development', '__svelte_meta'],
    ['Svelte, as a text', '__t'],
    ['Svelte, with a class', '__className'],
    ['Svelte, with attributes', '__attributes'],
    ['Svelte, with a listener', '__pointerdown'],
    ['Svelte, with a listener', '__input'],
    ['Preact, as a root', '__k'],
    ['Solid, with a listener', '$$click'],
    ['Solid, with the data of a listener', '$$clickData'],
    ['Solid, with a listener', '$$pointerdown'],
    ['Solid, with a listener', '$$beforeinput'],
    ['Lit, as a root', '_$litPart$'],
  ] as const) {
    test(`that ${framework} has marked by ${mark}`, () => {
      assert.equal(isFrameworkOwned([aNode(), aNode(mark)]), true);
      assert.equal(isFrameworkOwned([aNode(mark, null, false)]), true);
    });
  }

  for (const mark of ['__vue_app__', '_vnode', '__ngContext__', '__k', '__svelte_meta', '$$click', '_$litPart$']) {
    test(`below one that is marked by ${mark}`, () => {
      assert.equal(isFrameworkOwned([aNode('', aNode('', aNode(mark)))]), true);
    });
  }
});

suite('no framework owns a node', () => {
  for (const mark of [
    '',
    '__zone_symbol__clickfalse',
    '__myState',
    '__tooltip',
    'jQuery351',
    '_reactive',
    '$',
    '__keep',
    '__resizeListeners__',
    '__sn',
    '__listeners',
    '$$observable',
    '$$hashKey',
    '$$keys',
    'dataset',
  ])
    test(mark ? `for a member ${mark}` : 'without members', () => {
      assert.equal(isFrameworkOwned([aNode(mark), aNode('', aNode(mark))]), false);
    });

  test('that React was handed as text, though what is around it is React’s', () => {
    assert.equal(isFrameworkOwned([aNode('', aNode('__reactFiber$k3j2'))]), false);
  });

  test('where there are no nodes', () => {
    assert.equal(isFrameworkOwned([]), false);
  });

  test('whose ancestors lead around', () => {
    const form = aNode();
    form.parentNode = aNode('', form);

    assert.equal(isFrameworkOwned([aNode('', form)]), false);
  });
});
