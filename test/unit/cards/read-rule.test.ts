import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { RulePlace } from '../../../src/cards/card.js';
import { listOpenExits } from '../../../src/cards/list-open-exits.js';
import { readOutline } from '../../../src/cards/read-outline.js';
import { readRule } from '../../../src/cards/read-rule.js';
import { searchRule } from '../../../src/cards/search-rule.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';

const ANONYMOUS: RulePlace = { feature: 'articles', state: 'anonymous' };
const JWT = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', yes: 'show', no: 'teaser' };

/** The names of the outline's lines, indented by level. */
function outline(config: unknown, place: RulePlace = ANONYMOUS): string[] {
  return readOutline(readRule(config, place)).map(({ level, name }) => '  '.repeat(level - 1) + name);
}

suite('a rule as cards', () => {
  test('has the number, the title, the words and the exits of each node', () => {
    const { cards } = readRule(aConfigWithRule(JWT), ANONYMOUS);

    assert.deepEqual(
      cards.map(({ number, title, words, id, entries }) => ({ number, title, words, id, entries })),
      [{ number: 1, title: 'JWT Token', words: 'The claim state equals Alabama', id: null, entries: 1 }],
    );
    assert.deepEqual(
      cards[0]!.rows.map(({ label, pointer, target, isDefault }) => [
        label,
        pointer.slice(-8),
        target.kind,
        isDefault ?? false,
      ]),
      [
        ['Yes', 'mous/yes', 'outcome', false],
        ['No', 'ymous/no', 'outcome', false],
        ['Unknown', '/unknown', 'outcome', true],
      ],
    );
  });

  const exits: readonly { says: string; node: object; rows: readonly string[] }[] = [
    { says: 'of a trial', node: { type: 'trial', remaining: { 1: 'show', 2: 'show' }, yes: 'show' }, rows: ['In trial', '2 left', '1 left', 'Used up', 'Unknown'] },
    { says: 'of a split test', node: { type: 'split-test', test: 'colour', exits: { red: 'show' } }, rows: ['Red', 'Blue'] },
    { says: 'of a group that was removed', node: { type: 'split-test', test: 'colour', exits: { old: 'show' } }, rows: ['Red', 'Blue', 'Old'] },
    { says: 'of a sub rule', node: { type: 'sub-rule', rule: 'offer', exits: {} }, rows: ['Paid', 'Left'] },
    { says: 'of a node of an unknown type', node: { type: 'weather', yes: 'show' }, rows: ['Yes', 'No', 'Unknown'] },
  ]; // prettier-ignore
  for (const { says, node, rows } of exits) {
    test(`has the exits ${says} by its definition`, () => {
      const config = aConfigWithRule(node, {
        splitTests: { colour: { groups: [{ id: 'red', weight: 1 }, { id: 'blue', weight: 1 }] } },
        subRules: { offer: { start: { exit: 'paid' }, exits: ['paid', 'left'] } },
      }); // prettier-ignore

      assert.deepEqual(
        readRule(config, ANONYMOUS).cards[0]!.rows.map(({ label }) => label),
        rows,
      );
    });
  }

  const targets: readonly { says: string; step: unknown; target: object }[] = [
    { says: '"show"', step: 'show', target: { kind: 'outcome', label: 'Show content', content: 'show', id: null } },
    { says: 'an outcome of the config', step: 'teaser', target: { kind: 'outcome', label: 'Sixty words', id: 'teaser', pointer: '/outcomes/teaser' } },
    { says: 'an outcome in place', step: { content: { keep: { words: 60 } }, components: ['subscribe'] }, target: { kind: 'outcome', label: 'First 60 words + subscribe', content: 'keep' } },
    { says: 'an unknown id', step: 'nowhere', target: { kind: 'broken', says: '“nowhere” is neither a node of this rule nor an outcome.' } },
    { says: 'a list', step: [], target: { kind: 'broken', says: 'The step is neither text nor an object.' } },
    { says: 'an exit outside of a sub rule', step: { exit: 'paid' }, target: { kind: 'broken', says: 'Only a sub rule is left by exits such as “paid”.' } },
  ]; // prettier-ignore
  for (const { says, step, target } of targets) {
    test(`shows that an exit leads to ${says}`, () => {
      const found = readRule(aConfigWithRule(aNode('a', step, 'show')), ANONYMOUS).cards[0]!.rows[0]!.target;

      assert.deepEqual(Object.fromEntries(Object.keys(target).map((name) => [name, (found as never)[name]])), target);
    });
  }

  test('counts the exits that lead to a shared node, and links to it in the outline', () => {
    const rule = { start: 'a', nodes: { a: aNode('a', 'b', 'c'), b: aNode('b', 'show', 'c'), c: JWT } };
    const view = readRule(aConfigWithRule(rule), ANONYMOUS);

    assert.deepEqual(
      view.cards.map(({ id, entries }) => [id, entries]),
      [['a', 1], ['b', 1], ['c', 2]],
    ); // prettier-ignore
    assert.deepEqual(outline(aConfigWithRule(rule)), [
      'Start, 1. Custom Data: The custom data a equals 1',
      '  Yes, 2. Custom Data: The custom data b equals 1',
      '    Yes, Show content',
      '    No, 3. JWT Token: The claim state equals Alabama',
      '      Yes, Show content',
      '      No, Sixty words, First 60 words, Paywall (subscribe)',
      '      Unknown, as No',
      '    Unknown, as No',
      '  No, goes to 3. JWT Token',
      '  Unknown, as No',
    ]);
  });

  test('is searched for words, values, ids and targets, and not at links', () => {
    const rule = { start: 'a', nodes: { a: aNode('a', 'b', 'c'), b: aNode('b', 'show', 'c'), c: JWT } };
    const items = readOutline(readRule(aConfigWithRule(rule), ANONYMOUS));
    const find = (text: string): string[] => searchRule(items, text).map(({ row }) => row.pointer.split('/').slice(-2).join('/'));

    assert.deepEqual(find('ALABAMA claim'), ['b/no']);
    assert.deepEqual(find('jwt-token'), ['b/no']);
    assert.deepEqual(find('teaser'), ['c/no']);
    assert.deepEqual([find('paywall').length, find('nothing of it'), find(' ')], [1, [], []]);
  }); // prettier-ignore

  test('says which rule holds for readers without one of their own', () => {
    const config = aConfig({ features: { articles: { rules: { anonymous: JWT } } } });
    const [registered, customer] = (['registered', 'customer'] as const).map((state) =>
      readRule(config, { feature: 'articles', state }),
    );

    assert.deepEqual([registered!.isOwn, registered!.note, registered!.cards.length], [false, 'No rule of their own: that of anonymous readers holds.', 1]); // prettier-ignore
    assert.deepEqual([customer!.isOwn, customer!.note, customer!.start.isDefault], [false, 'No rule: the content is shown.', true]); // prettier-ignore
    assert.equal(customer!.readers, 'Holders of Gold or Silver.');
  });

  test('lists open exits, and nodes that no path leads to', () => {
    const rule = { start: { type: 'gift', yes: 'show' }, nodes: { lost: JWT } };
    const view = readRule(aConfigWithRule(rule), ANONYMOUS);

    assert.deepEqual(
      listOpenExits(view).map(({ row }) => row.pointer.slice(-9)),
      ['/start/no'],
    );
    assert.deepEqual(
      view.idle.map(({ id, number }) => [id, number]),
      [['lost', 2]],
    );
  });

  test('of a sub rule begins at its start and leaves by its exits', () => {
    const subRules = { offer: { start: aNode('a', { exit: 'paid' }, { exit: 'left' }), exits: ['paid', 'left'] } };

    assert.deepEqual(outline(aConfig({ subRules }), { subRule: 'offer' }), [
      'Start, 1. Custom Data: The custom data a equals 1',
      '  Yes, leave by “paid”',
      '  No, leave by “left”',
      '  Unknown, as No',
    ]);
  });

  test('with a cycle has each of its nodes once', () => {
    const rule = { start: 'a', nodes: { a: aNode('a', 'b', 'show'), b: aNode('b', 'a', 'show') } };

    assert.deepEqual(
      readRule(aConfigWithRule(rule), ANONYMOUS).cards.map(({ id }) => id),
      ['a', 'b'],
    );
  });

  test('of 3,000 nodes in each other is read whole', () => {
    let rule: unknown = 'show';
    for (let i = 0; i < 3000; i++) rule = { type: 'gift', yes: rule, no: 'teaser' };
    const view = readRule(aConfigWithRule(rule), ANONYMOUS);

    assert.equal(view.cards.length, 3000);
    assert.equal(readOutline(view).length, 9001);
  });

  test('is read from any JSON at all', () => {
    const some = fc.oneof(
      fc.jsonValue(),
      fc.record({ type: fc.jsonValue(), exits: fc.jsonValue(), yes: fc.jsonValue(), remaining: fc.jsonValue() }),
      fc.record({ start: fc.constantFrom('a', '__proto__', 1), nodes: fc.dictionary(fc.constantFrom('a', '__proto__'), fc.jsonValue()) }),
    ); // prettier-ignore
    const config = fc.record({
      features: fc.jsonValue(),
      outcomes: some,
      splitTests: some,
      products: some,
      subRules: some,
    });
    fc.assert(
      fc.property(some, config, (rule, others) => {
        for (const all of [rule, others, { ...others, features: { articles: { rules: { anonymous: rule } } } }]) {
          readOutline(readRule(all, ANONYMOUS));
          readOutline(readRule(all, { subRule: 'a' }));
        }
      }),
      { numRuns: 500 },
    );
  });
});
