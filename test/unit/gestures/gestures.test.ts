import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RulePlace } from '../../../src/cards/card.js';
import { readRule } from '../../../src/cards/read-rule.js';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { invertEdits } from '../../../src/edit/invert-edits.js';
import { writeEdits } from '../../../src/edit/write-edits.js';
import { copyBranch, cutBranch, pasteBranch } from '../../../src/gestures/copy-branch.js';
import { deleteNode } from '../../../src/gestures/delete-node.js';
import { addRemaining, editNode, renameNode } from '../../../src/gestures/edit-node.js';
import { extractSubRule } from '../../../src/gestures/extract-sub-rule.js';
import { isRefusal, type Gesture, type Refusal } from '../../../src/gestures/gesture.js';
import { giveRule, takeRule } from '../../../src/gestures/give-rule.js';
import { copyForPath, duplicateNode, insertNode } from '../../../src/gestures/insert-node.js';
import { leadTo, listNodeTargets, listOutcomeTargets } from '../../../src/gestures/lead-to.js';
import { own } from '../../../src/lib/own.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';

const PLACE: RulePlace = { feature: 'articles', state: 'anonymous' };
const RULE = '/features/articles/rules/anonymous';
const JWT = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
const WALL = { content: { keep: { words: 60 } }, components: ['subscribe'] };

function apply(config: unknown, result: Gesture | Refusal): unknown {
  assert.ok(!isRefusal(result), (result as Refusal).refused);
  return applyEdits(config, result.edits);
}

/** The rule after a gesture. */
function ruleAfter(config: unknown, result: Gesture | Refusal): unknown {
  return own(own(own(own(apply(config, result), 'features'), 'articles'), 'rules'), 'anonymous');
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

suite('inserting a node', () => {
  test('gives its first exit the target of the row, and leaves the other open', () => {
    const config = aConfigWithRule(WALL);
    const result = insertNode(config, PLACE, RULE, JWT);

    assert.deepEqual(ruleAfter(config, result), { ...JWT, yes: WALL });
    assert.deepEqual(openExits(apply(config, result)), [`exit-missing ${RULE}/no`]);
    assert.ok(!isRefusal(result));
    assert.deepEqual(result.focus, { on: 'row', pointer: `${RULE}/no` });
    assert.equal(result.says, 'JWT Token inserted. Yes leads to First 60 words + subscribe. No is open.');
  }); // prettier-ignore

  test('gives it a readable id where nodes have ids', () => {
    const config = aConfigWithRule({ start: 'a', nodes: { a: aNode('a', 'show', 'teaser') } });

    assert.deepEqual(ruleAfter(config, insertNode(config, PLACE, `${RULE}/nodes/a/no`, JWT)), {
      start: 'a',
      nodes: { a: aNode('a', 'show', 'jwt-state'), 'jwt-state': { ...JWT, yes: 'teaser' } },
    });
  });

  test('writes the first rule of readers who have none', () => {
    const config = aConfig({ features: { articles: {} } });

    assert.deepEqual(ruleAfter(config, insertNode(config, PLACE, RULE, JWT)), { ...JWT, yes: 'show' });
  });

  test('opens the groups of a split test', () => {
    const splitTests = { colour: { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] } }; // prettier-ignore
    const config = aConfigWithRule('teaser', { splitTests });
    const node = { type: 'split-test', test: 'colour' };

    assert.deepEqual(ruleAfter(config, insertNode(config, PLACE, RULE, node)), { ...node, exits: { a: 'teaser' } });
    assert.match(refusalOf(insertNode(aConfigWithRule('show'), PLACE, RULE, node)), /Choose a split test/);
  });

  test('on what is unknown leads both there', () => {
    const config = aConfigWithRule(aNode('a', 'show', 'teaser'));

    assert.deepEqual(ruleAfter(config, insertNode(config, PLACE, `${RULE}/unknown`, JWT)), {
      ...aNode('a', 'show', 'teaser'),
      unknown: { ...JWT, yes: 'teaser' },
    });
  });

  test('is refused in the rule of other readers', () => {
    const config = aConfigWithRule('teaser');
    const place = { feature: 'articles', state: 'registered' } as const;

    assert.match(refusalOf(insertNode(config, place, RULE, JWT)), /no rule of their own/);
  });
});

suite('leading an exit elsewhere', () => {
  test('shares an outcome that is written in place, and undoes it to the same text', () => {
    const rule = { ...JWT, yes: 'show', no: { type: 'gift', yes: WALL, no: 'show' } };
    const config = aConfigWithRule(rule);
    const text = JSON.stringify(config, null, 2).replace('"limit": 1', '"limit":1');
    const result = leadTo(config, PLACE, `${RULE}/no/no`, { to: 'same outcome', pointer: `${RULE}/no/yes` });
    const after = apply(config, result);

    assert.deepEqual(own(own(after, 'outcomes'), '60-words-subscribe'), WALL);
    assert.deepEqual(own(own(ruleAfter(config, result), 'no'), 'yes'), '60-words-subscribe');
    assert.deepEqual(own(own(ruleAfter(config, result), 'no'), 'no'), '60-words-subscribe');
    assert.ok(!isRefusal(result));
    const back = [...result.edits, ...invertEdits(result.edits)];
    assert.equal(writeEdits(text, back), text);
  });

  test('gives nodes ids only when two exits lead to one', () => {
    const config = aConfigWithRule({ ...JWT, yes: { type: 'gift', yes: 'show', no: 'teaser' }, no: 'teaser' });
    const result = leadTo(config, PLACE, `${RULE}/no`, { to: 'node', pointer: `${RULE}/yes` });

    assert.deepEqual(ruleAfter(config, result), {
      start: 'jwt-state',
      nodes: { 'jwt-state': { ...JWT, yes: 'gift', no: 'gift' }, gift: { type: 'gift', yes: 'show', no: 'teaser' } },
    });
  });

  test('is refused where readers would go round in a circle, with the reason', () => {
    const config = aConfigWithRule({ ...JWT, yes: { type: 'gift', yes: 'show', no: 'teaser' }, no: 'show' });
    const circle = { to: 'node', pointer: RULE } as const;

    assert.equal(
      refusalOf(leadTo(config, PLACE, `${RULE}/yes/no`, circle)),
      '1. JWT Token leads here already: readers would go round in a circle.',
    );
    assert.deepEqual(
      listNodeTargets(readRule(config, PLACE), `${RULE}/yes/no`).map(({ refused }) => refused !== null),
      [true, true],
    );
  });

  test('removes nodes that no path leads to any more, and no others', () => {
    const nodes = { a: aNode('a', 'b', 'c'), b: aNode('b', 'show', 'c'), c: aNode('c', 'show', 'teaser'), lost: aNode('d', 'c', 'show') };
    const config = aConfigWithRule({ start: 'a', nodes });
    const result = leadTo(config, PLACE, `${RULE}/nodes/a/yes`, { to: 'outcome', outcome: 'show' });

    assert.deepEqual(Object.keys(own(ruleAfter(config, result), 'nodes') as object), ['a', 'c', 'lost']);
  }); // prettier-ignore

  test('leaves a sub rule by an exit that it has', () => {
    const subRules = { offer: { start: aNode('a', { exit: 'paid' }, { exit: 'left' }), exits: ['paid', 'left'] } };
    const config = aConfig({ subRules });
    const place = { subRule: 'offer' };
    const row = '/subRules/offer/start/yes';

    assert.deepEqual(openExits(apply(config, leadTo(config, place, row, { to: 'exit', exit: 'left' }))), []);
    assert.match(refusalOf(leadTo(config, place, row, { to: 'exit', exit: 'gone' })), /no exit “gone”/);
    assert.match(refusalOf(leadTo(config, PLACE, RULE, { to: 'exit', exit: 'left' })), /Only a sub rule/);
  });

  test('offers the outcomes of the config and those that the rule has in place', () => {
    const config = aConfigWithRule(aNode('a', WALL, 'teaser'));

    assert.deepEqual(
      listOutcomeTargets(config, readRule(config, PLACE)).map(({ label }) => label),
      ['Sixty words', 'sheet', 'First 60 words + subscribe'],
    );
  });

  test('leaves the bytes of other rules as they are', () => {
    const config = aConfig();
    const text = JSON.stringify(config, null, 2).replace(/"videos": \{[^}]*"rules"/, (part) =>
      part.replace(/\s+/g, ' '),
    );
    const result = insertNode(config, PLACE, RULE, JWT);
    assert.ok(!isRefusal(result));
    const written = writeEdits(text, result.edits);
    const videos = (all: string): string => all.slice(all.lastIndexOf('"videos"'));

    assert.equal(videos(written), videos(text));
  });
});

suite('deleting a node', () => {
  const config = aConfigWithRule(aNode('a', { ...JWT, yes: 'show', no: WALL }, 'teaser'));
  const cases: readonly { says: string; keep: string | null; yes: unknown }[] = [
    { says: 'keeps what yes led to', keep: 'yes', yes: 'show' },
    { says: 'keeps what no led to', keep: 'no', yes: WALL },
    { says: 'opens the exit that led to it', keep: null, yes: undefined },
  ];
  for (const { says, keep, yes } of cases) {
    test(says, () => {
      assert.deepEqual(own(ruleAfter(config, deleteNode(config, PLACE, `${RULE}/yes`, keep)), 'yes'), yes);
    });
  }

  test('that several exits lead to shares what is kept', () => {
    const nodes = { a: aNode('a', 'b', 'b'), b: { ...JWT, yes: 'show', no: WALL } };
    const shared = aConfigWithRule({ start: 'a', nodes });
    const after = apply(shared, deleteNode(shared, PLACE, `${RULE}/nodes/b`, 'no'));

    assert.deepEqual(own(own(after, 'outcomes'), '60-words-subscribe'), WALL);
    assert.deepEqual(ruleAfter(shared, deleteNode(shared, PLACE, `${RULE}/nodes/b`, 'no')), {
      start: 'a',
      nodes: { a: aNode('a', '60-words-subscribe', '60-words-subscribe') },
    });
  });

  test('that is the first one with all of it removes the rule', () => {
    assert.equal(ruleAfter(config, deleteNode(config, PLACE, RULE, null)), undefined);
  });
});

suite('changing a node', () => {
  test('edits one member, and adds others before the exits', () => {
    const config = aConfigWithRule({ ...JWT, yes: 'show', no: 'teaser' });
    const result = editNode(config, PLACE, RULE, { value: 'Texas', split: ' ' });

    assert.deepEqual(Object.keys(ruleAfter(config, result) as object), ['type', 'property', 'condition', 'value', 'split', 'yes', 'no']);
    assert.ok(!isRefusal(result));
    assert.deepEqual(result.edits[0], { pointer: `${RULE}/value`, before: 'Alabama', after: 'Texas' });
  }); // prettier-ignore

  test('to another split test moves its exits', () => {
    const groups = (...ids: string[]): object => ({ groups: ids.map((id) => ({ id, weight: 1 })) });
    const node = { type: 'split-test', test: 'one', exits: { a: 'show', b: 'teaser' } };
    const config = aConfigWithRule(node, { splitTests: { one: groups('a', 'b'), two: groups('b', 'c') } });

    assert.deepEqual(ruleAfter(config, editNode(config, PLACE, RULE, { test: 'two' })), {
      type: 'split-test',
      test: 'two',
      exits: { b: 'teaser', c: 'show' },
    });
  });

  test('renames it wherever the rule leads to it', () => {
    const config = aConfigWithRule({ start: 'a', nodes: { a: aNode('a', 'b', 'b'), b: aNode('b', 'show', 'teaser') } });

    assert.deepEqual(ruleAfter(config, renameNode(config, PLACE, `${RULE}/nodes/b`, 'state')), {
      start: 'a',
      nodes: { a: aNode('a', 'state', 'state'), state: aNode('b', 'show', 'teaser') },
    });
    assert.match(refusalOf(renameNode(config, PLACE, `${RULE}/nodes/b`, 'teaser')), /of an outcome/);
  });

  test('gives a trial an exit by the articles that remain, and takes it away', () => {
    const trial = { type: 'trial', limit: 3, yes: 'show', no: 'teaser' };
    const config = aConfigWithRule(trial);
    const added = apply(config, addRemaining(config, PLACE, RULE, 1));
    const { rows } = readRule(added, PLACE).cards[0]!;

    assert.deepEqual(
      rows.map(({ label }) => label),
      ['In trial', '1 left', 'Used up', 'Unknown'],
    );
    assert.deepEqual(ruleAfter(added, leadTo(added, PLACE, `${RULE}/remaining/1`, { to: 'nothing' })), trial);
  });

  test('duplicates it on its first exit', () => {
    const config = aConfigWithRule(aNode('a', 'show', 'teaser'));
    const { no: _, ...copy } = aNode('a', 'show', 'teaser');

    assert.deepEqual(ruleAfter(config, duplicateNode(config, PLACE, RULE)), aNode('a', copy, 'teaser'));
  });

  test('makes a copy for one path', () => {
    const config = aConfigWithRule({ start: 'a', nodes: { a: aNode('a', 'b', 'b'), b: aNode('b', 'show', 'teaser') } });

    assert.deepEqual(ruleAfter(config, copyForPath(config, PLACE, `${RULE}/nodes/a/no`)), {
      start: 'a',
      nodes: {
        a: aNode('a', 'b', 'custom-data-b'),
        b: aNode('b', 'show', 'teaser'),
        'custom-data-b': aNode('b', 'show', 'teaser'),
      },
    });
  });
});

suite('a branch on the clipboard', () => {
  test('is pasted in another feature, in place', () => {
    const config = aConfigWithRule(aNode('a', { ...JWT, yes: 'teaser', no: 'show' }, 'show'));
    const text = copyBranch(config, PLACE, `${RULE}/yes`)!;
    const other = aConfigWithRule('sheet', { outcomes: { sheet: { content: 'hide' } } });
    const after = apply(other, pasteBranch(other, PLACE, RULE, text));

    assert.deepEqual(own(own(own(after, 'features'), 'articles'), 'rules'), { anonymous: { ...JWT, yes: 'teaser', no: 'show' } });
    assert.deepEqual(Object.keys(own(after, 'outcomes') as object), ['sheet', 'teaser']);
  }); // prettier-ignore

  test('takes the old target on its first open exit', () => {
    const config = aConfigWithRule('teaser');

    assert.deepEqual(ruleAfter(config, pasteBranch(config, PLACE, RULE, JSON.stringify({ ...JWT, yes: 'show' }))), {
      ...JWT,
      yes: 'show',
      no: 'teaser',
    });
  });

  test('is cut: its exit is open, and nodes that other paths lead to stay', () => {
    const nodes = { a: aNode('a', 'b', 'c'), b: aNode('b', 'c', 'show'), c: aNode('c', 'show', 'show') };
    const config = aConfigWithRule({ start: 'a', nodes });
    const { yes: _, ...opened } = nodes.a;

    assert.deepEqual(ruleAfter(config, cutBranch(config, PLACE, `${RULE}/nodes/a/yes`)), {
      start: 'a',
      nodes: { a: opened, c: nodes.c },
    });
    assert.match(own(cutBranch(config, PLACE, `${RULE}/nodes/a/unknown`), 'refused') as string, /nothing to cut/);
  });

  test('of an exit that is taken as No is that of No', () => {
    const config = aConfigWithRule(aNode('a', 'show', { content: 'hide' }));

    assert.deepEqual(own(JSON.parse(copyBranch(config, PLACE, `${RULE}/unknown`)!), 'start'), { content: 'hide' });
  });

  const refused: readonly { says: string; text: string; because: RegExp }[] = [
    { says: 'that is no JSON', text: 'hello', because: /not JSON/ },
    { says: 'that is something else', text: '{"a":1}', because: /neither a node nor an outcome/ },
    { says: 'with an unknown node type', text: '{"type":"weather","yes":"show","no":"show"}', because: /does not fit here.*weather/ },
    { says: 'with a component that is not there', text: '{"content":"hide","components":["gone"]}', because: /gone/ },
    { says: 'that leaves a sub rule', text: '{"type":"gift","yes":{"exit":"paid"},"no":"show"}', because: /“paid”/ },
    { says: 'that goes round in a circle', text: JSON.stringify({ start: 'a', nodes: { a: aNode('a', 'b', 'show'), b: aNode('b', 'a', 'show') } }), because: /circle/ },
    { says: 'with 300 levels', text: '['.repeat(300), because: /nested too deeply/ },
  ]; // prettier-ignore
  for (const { says, text, because } of refused) {
    test(`${says} is refused with the reason`, () => {
      const config = aConfigWithRule('teaser');

      assert.match(refusalOf(pasteBranch(config, PLACE, RULE, text)), because);
    });
  }
});

suite('a sub rule', () => {
  test('is made of a branch, with an exit for each of its ends', () => {
    const config = aConfigWithRule(aNode('a', { ...JWT, yes: 'show', no: WALL }, 'teaser'));
    const after = apply(config, extractSubRule(config, PLACE, `${RULE}/yes`, 'states'));

    assert.deepEqual(own(own(after, 'subRules'), 'states'), {
      start: { ...JWT, yes: { exit: 'show' }, no: { exit: '60-words-subscribe' } },
      exits: ['show', '60-words-subscribe'],
    });
    assert.deepEqual(openExits(after), []);
  });
});

suite('a rule of their own', () => {
  test('is a copy of the rule that held, and is taken away again', () => {
    const config = aConfigWithRule(WALL);
    const given = apply(config, giveRule(config, 'articles', 'registered'));

    assert.deepEqual(own(own(own(given, 'features'), 'articles'), 'rules'), { anonymous: WALL, registered: WALL });
    assert.deepEqual(apply(given, takeRule(given, 'articles', 'registered')), config);
    assert.match(refusalOf(giveRule(given, 'articles', 'registered')), /already/);
  });
});
