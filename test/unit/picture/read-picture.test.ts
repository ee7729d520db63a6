import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describePicture } from '../../../src/picture/describe-picture.js';
import { USER_STATES } from '../../../src/model/user-states.js';
import { readPicture } from '../../../src/picture/read-picture.js';
import type { Config, UserState } from '../../../src/model/config.js';
import { aConfig, aNode } from '../../support/a-config.js';

const ANONYMOUS = 'Anonymous readers. No valid token.';
const REGISTERED = 'Registered readers. A valid token names them, and they hold no product with this feature.';
const CUSTOMERS = 'Customers. Holders of Gold or Silver.';
const NO_CUSTOMERS = `${CUSTOMERS} No rule: the content is shown. Start → The content is shown.`;
const AS_ANONYMOUS = `${REGISTERED} No rule of their own: that of anonymous readers holds. Start → As for anonymous readers.`;

/** The picture of articles with these rules, in words, lane by lane. */
function tell(
  rules: unknown,
  {
    states = USER_STATES,
    ...changes
  }: { readonly states?: readonly UserState[]; readonly [member: string]: unknown } = {},
): string[] {
  const config = aConfig({ features: { articles: { rules }, videos: {} }, ...changes }) as unknown as Config;
  return describePicture(readPicture(config, 'articles', states)).split('\n');
}

suite('the picture of a feature has a lane for each user state', () => {
  test('with a condition, its exits and their targets', () => {
    const rules = {
      anonymous: { content: 'hide', components: ['register'] },
      registered: { type: 'jwt-expired', yes: 'show', no: 'teaser' },
      customer: 'show',
    };

    assert.deepEqual(tell(rules), [
      `${ANONYMOUS} Start → The content is hidden · Registration wall (register).`,
      `${REGISTERED} Start → jwt-expired · The token has expired. jwt-expired · The token has expired → ` +
        'yes: The content is shown; no: Sixty words · The first 60 words are kept · Paywall (subscribe).',
      `${CUSTOMERS} Start → The content is shown.`,
    ]);
  });

  test('which says what applies where there is no rule', () => {
    assert.deepEqual(tell({ anonymous: 'sheet' }), [
      `${ANONYMOUS} Start → bottom-sheet · The content is hidden · In a footer that stays in view: · ` +
        'Registration wall (register) · Custom block (hello).',
      AS_ANONYMOUS,
      NO_CUSTOMERS,
    ]);
  });

  test('in a feature without rules too', () => {
    const shown = 'No rule: the content is shown. Start → The content is shown.';

    assert.deepEqual(tell(undefined), [`${ANONYMOUS} ${shown}`, `${REGISTERED} ${shown}`, NO_CUSTOMERS]);
  });

  test('and one alone where one is asked for, with the rule that it takes from another', () => {
    assert.deepEqual(tell({ anonymous: 'teaser' }, { states: ['registered'] }), [
      `${REGISTERED} No rule of their own: that of anonymous readers holds. ` +
        'Start → Sixty words · The first 60 words are kept · Paywall (subscribe).',
    ]);
  });

  test('for customers, and says so where no product has the feature', () => {
    assert.equal(
      tell({ customer: 'show' }, { products: {} })[2],
      'Customers. No product has this feature, so no reader is a customer. Start → The content is shown.',
    );
  });
});

/** Kinds and texts of the shapes in the first lane, and its arrows as `from exit to` by their numbers. */
function graphOf(
  rule: unknown,
  changes: Readonly<Record<string, unknown>> = {},
): { shapes: string[]; arrows: string[] } {
  const config = aConfig({ features: { articles: { rules: { anonymous: rule } }, videos: {} }, ...changes });
  const [lane] = readPicture(config as unknown as Config, 'articles', ['anonymous']).lanes;
  const { shapes, arrows } = lane!;
  return {
    shapes: shapes.map(({ kind, name, text }) => [kind, name ?? text].filter(Boolean).join(' ')),
    arrows: arrows.map(({ from, label, to }) => `${shapes.indexOf(from)} ${label} ${shapes.indexOf(to)}`.replace('  ', ' ')),
  }; // prettier-ignore
}

suite('a rule is drawn as a graph', () => {
  test('where a node and an outcome that several paths lead to are drawn once', () => {
    const nodes = {
      a: aNode('a', 'b', 'c'),
      b: aNode('b', 'd', 'teaser'),
      c: aNode('c', 'd', 'teaser'),
      d: aNode('d', 'show', 'show'),
    };

    assert.deepEqual(graphOf({ start: 'a', nodes }), {
      shapes: ['start', 'question a', 'question b', 'question c', 'question d', 'outcome Sixty words', 'outcome The content is shown'],
      arrows: ['0 1', '1 yes 2', '1 no 3', '2 yes 4', '2 no 5', '3 yes 4', '3 no 5', '4 yes 6', '4 no 6'],
    }); // prettier-ignore
  });

  test('where a name means the step "show", then a node of the rule, then an outcome of the config', () => {
    const nodes = { show: aNode('a', 'show', 'show'), teaser: aNode('b', 'show', 'sheet') };

    assert.deepEqual(graphOf({ start: 'teaser', nodes }).shapes, [
      'start',
      'question teaser',
      'outcome The content is shown',
      'outcome bottom-sheet',
    ]);
  });

  test('with the exits of any node: of trials, of split tests, of what is yet to come', () => {
    const rule = {
      type: 'anything',
      limit: 5,
      yes: 'show',
      no: 'teaser',
      unknown: 'sheet',
      remaining: { 1: 'show', 2: 'teaser' },
      exits: { 'group b': 'show', c: aNode('c', 'show', 'show') },
    };

    assert.deepEqual(graphOf(rule, { requires: ['anything'] }), {
      shapes: ['start', 'question Limit 5', 'outcome The content is shown', 'outcome Sixty words', 'question The custom data c equals 1', 'outcome bottom-sheet'],
      arrows: ['0 1', '1 yes 2', '1 1 left 2', '1 2 left 3', '1 no 3', '1 group b 2', '1 c 4', '1 unknown 5', '4 yes 2', '4 no 2'],
    }); // prettier-ignore
  });

  test('without unreachable nodes, which the lane names', () => {
    const idle = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`idle-${i}`, aNode('a', 'show', 'show')]));

    assert.equal(
      tell({ anonymous: { start: 'a', nodes: { a: aNode('a', 'show', 'show'), ...idle } } })[0]!.split(' Start')[0],
      `${ANONYMOUS} No way leads to: idle-0, idle-1, idle-2, idle-3, idle-4 and 2 more.`,
    );
  });
});

suite('a sub rule', () => {
  const subRules = {
    loyal: {
      title: 'Loyal readers',
      start: 'visits',
      nodes: { visits: aNode('visits', { exit: 'loyal' }, { type: 'sub-rule', rule: 'news', exits: { in: { exit: 'loyal' }, out: 'teaser' } }) },
      exits: ['loyal'],
    },
    news: { start: aNode('news', { exit: 'in' }, { exit: 'out' }), exits: ['in', 'out'] },
    unused: { start: 'show', exits: [] },
  }; // prettier-ignore
  const use = { type: 'sub-rule', rule: 'loyal', exits: { loyal: 'show' } };
  const changes = { requires: ['sub-rule'], subRules };

  test('is a box in the lanes that use it, and has a lane of its own, as have those that it uses', () => {
    const nodes = { a: aNode('a', 'first', 'second'), first: use, second: { ...use } };
    const lanes = tell({ anonymous: { start: 'a', nodes } }, changes);

    assert.equal(lanes.length, 5);
    assert.match(lanes[0]!, /first · sub-rule · Loyal readers → loyal: The content is shown\. second · sub-rule/);
    assert.equal(
      lanes[3],
      'Sub rule: Loyal readers. Start → visits · custom-data · The custom data visits equals 1. ' +
        'visits · custom-data · The custom data visits equals 1 → yes: loyal; no: sub-rule · news. ' +
        'sub-rule · news → in: loyal; out: Sixty words · The first 60 words are kept · Paywall (subscribe).',
    );
    assert.match(lanes[4]!, /^Sub rule: news\. Start → .* → yes: in; no: out\.$/);
  });

  test('has its exits as shapes, each once', () => {
    const rule = {
      start: aNode('a', { exit: 'in' }, aNode('b', { exit: 'in' }, { exit: 'out' })),
      exits: ['in', 'out'],
    };
    const config = aConfig({
      requires: ['sub-rule'],
      subRules: { it: rule },
      features: { articles: { rules: { anonymous: { ...use, rule: 'it' } } }, videos: {} },
    });
    const lanes = readPicture(config as unknown as Config, 'articles', ['anonymous']).lanes;

    assert.deepEqual(
      lanes[1]!.shapes.map(({ kind, text }) => `${kind} ${text}`).filter((shape) => shape.startsWith('exit')),
      ['exit in', 'exit out'],
    );
  });
});

suite('the JSON pointer of a shape', () => {
  const config = aConfig({
    features: {
      'a/b': {
        rules: {
          anonymous: { start: 'x', nodes: { x: { type: 'sub-rule', rule: 'other', exits: { out: 'wall' } } } },
          customer: aNode('a', 'show', { content: 'hide' }),
        },
      },
    },
    products: {},
    outcomes: { wall: { content: 'hide' } },
    subRules: { other: { start: aNode('b', { exit: 'out' }, 'wall'), exits: ['out'] } },
  }) as unknown as Config;
  const pointersOf = (state: UserState): unknown =>
    readPicture(config, 'a/b', [state]).lanes.map(({ shapes }) => shapes.map(({ kind, pointer }) => [kind, pointer]));

  test('leads to its node, in the rule or in a sub rule, to its outcome, or to where a step is written', () => {
    const at = '/features/a~1b/rules/anonymous';

    assert.deepEqual(pointersOf('anonymous'), [
      [
        ['start', at],
        ['sub-rule', `${at}/nodes/x`],
        ['outcome', '/outcomes/wall'],
      ],
      [
        ['start', '/subRules/other'],
        ['question', '/subRules/other/start'],
        ['exit', '/subRules/other/start/yes'],
        ['outcome', '/outcomes/wall'],
      ],
    ]);
  });
  test('is missing where the config has no such place', () => {
    const at = '/features/a~1b/rules/customer';

    assert.deepEqual(pointersOf('customer'), [
      [
        ['start', at],
        ['question', at],
        ['outcome', null],
        ['outcome', `${at}/no`],
      ],
    ]);
  });
  test('is that of the rule of anonymous readers where this decides for registered ones', () => {
    const [start] = readPicture(config, 'a/b', ['registered']).lanes[0]!.shapes;

    assert.equal(start!.pointer, '/features/a~1b/rules/anonymous');
  });
});
