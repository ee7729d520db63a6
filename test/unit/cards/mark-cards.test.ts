import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compareRules } from '../../../src/cards/compare-rules.js';
import { listAround } from '../../../src/cards/list-around.js';
import { markCards } from '../../../src/cards/mark-cards.js';
import { placeCards } from '../../../src/cards/place-cards.js';
import { readRule } from '../../../src/cards/read-rule.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfigWithRule, aNode } from '../../support/a-config.js';
import { input, soundConfig } from '../../support/arbitrary-rules.js';

const PLACE = { feature: 'articles', state: 'anonymous' } as const;

suite('the path of a reader', () => {
  test('ends at the row that the decision took, for any rule and reader', () => {
    let followed = 0;
    fc.assert(
      fc.property(soundConfig, input, (some, one) => {
        const config = JSON.parse(JSON.stringify(some)) as Record<string, unknown>;
        const engine = compileConfig(config);
        for (const feature of Object.keys(config['features'] as object)) {
          const decision = engine.decide(feature, one);
          const view = readRule(config, { feature, state: decision.userState });
          const { end, cards } = markCards(view, config, decision.trace);
          followed += cards.size;
          // An outcome inside a sub rule ends the rule there.
          if (end.target.kind !== 'card') assert.equal(end.target.kind, 'outcome');
          const isInside = end.target.kind === 'card';
          if (!isInside && end.target.kind === 'outcome') {
            assert.equal(end.target.content, typeof decision.content === 'string' ? decision.content : 'keep');
          }
          if (isInside) assert.equal(view.cards.find(({ pointer }) => pointer === (end.target as { card: string }).card)!.type, 'sub-rule');
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(followed > 0);
  }); // prettier-ignore

  test('has the path through each sub rule that is entered', () => {
    const subRules = { offer: { start: aNode('a', { exit: 'paid' }, { exit: 'left' }), exits: ['paid', 'left'] } };
    const config = aConfigWithRule({ type: 'sub-rule', rule: 'offer', exits: { paid: 'show', left: 'teaser' } }, { subRules });
    const { trace } = compileConfig(config).decide('articles', { customData: { a: '1' } });
    const { inside, end } = markCards(readRule(config, PLACE), config, trace);

    assert.deepEqual([...inside.keys()], ['offer']);
    assert.deepEqual(inside.get('offer')!.end.target, { kind: 'leave', exit: 'paid' });
    assert.equal(end.name, 'paid');
  }); // prettier-ignore
});

suite('the difference of two rules', () => {
  test('names cards that are new, gone and changed, and rows that lead elsewhere', () => {
    const before = aConfigWithRule(aNode('a', aNode('b', 'show', 'teaser'), 'teaser'));
    const after = aConfigWithRule(aNode('a', aNode('c', 'show', 'teaser'), 'show'));
    const { added, changed, removed, start } = compareRules(readRule(before, PLACE), readRule(after, PLACE));
    const root = '/features/articles/rules/anonymous';

    assert.deepEqual([[...added], removed, start], [[], [], null]);
    assert.equal(changed.get(`${root}/yes`)!.before.words, 'The custom data b equals 1');
    assert.deepEqual([...changed.get(root)!.rows.keys()], [`${root}/no`]);
  });

  test('follows a node to another place, and marks only what was added', () => {
    const inner = aNode('b', 'show', 'teaser');
    const before = aConfigWithRule(inner);
    const after = aConfigWithRule({ type: 'gift', yes: inner, no: 'show' });
    const { added, changed, removed } = compareRules(readRule(before, PLACE), readRule(after, PLACE));

    assert.deepEqual([[...added], changed.size, removed], [['/features/articles/rules/anonymous'], 0, []]);
  });
});

suite('a part of a rule', () => {
  test('is the nodes around one, along arrows in both directions', () => {
    let rule: unknown = 'show';
    for (let i = 9; i >= 0; i--) rule = aNode(`n${i}`, rule, 'show');
    const view = readRule(aConfigWithRule(rule), PLACE);
    const near = (at: number, limit: number): number[] =>
      listAround(view, view.cards[at]!.pointer, limit).map(({ number }) => number);

    assert.deepEqual([near(4, 3), near(0, 3), near(9, 2), near(4, 20).length], [[4, 5, 6], [1, 2, 3], [9, 10], 10]);
  });
});

suite('the layout of cards', () => {
  const card = { width: 260, height: 120, rows: [60, 90] };

  test('leads from left to right, without an overlap', () => {
    const cards = [card, card, card, card];
    const arrows = [{ from: 0, row: 0, to: 1 }, { from: 0, row: 1, to: 2 }, { from: 1, row: 0, to: 3 }, { from: 2, row: 1, to: 3 }]; // prettier-ignore
    const { places, paths, width, height } = placeCards({ cards, arrows });

    for (const { from, to } of arrows) assert.ok(places[from]!.x + card.width < places[to]!.x);
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        assert.ok(Math.abs(a.x - b.x) >= card.width || Math.abs(a.y - b.y) >= card.height);
      }
    }
    assert.ok(places.every(({ x, y }) => x >= 0 && y >= 0 && x + card.width <= width && y + card.height <= height));
    // An arrow begins at the right edge, in the middle of its row.
    assert.ok(paths[1]!.startsWith(`M${places[0]!.x + card.width} ${places[0]!.y + 90}C`));
  });

  test('of nothing is empty, and equal graphs have equal layouts', () => {
    assert.deepEqual(placeCards({ cards: [], arrows: [] }).places, []);
    const graph = { cards: [card, card], arrows: [{ from: 0, row: 0, to: 1 }] };
    assert.deepEqual(placeCards(graph), placeCards(structuredClone(graph)));
  });
});
