import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Command } from 'commander';
import { addReaderOptions, toEngineInput } from '../../../src/commands/reader-options.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { runZephr } from '../../support/run-zephr.js';

const AT = ['--at', '2026-03-02T12:00Z'];
const MINUTE = '2026-03-02 12:00 UTC';

/** The output of explain about articles, in lines. */
async function explain(args: readonly string[], config: unknown = aConfig()): Promise<string[]> {
  const { code, out, err } = await runZephr(['explain', 'FILE', '-f', 'articles', ...AT, ...args], config);
  assert.deepEqual([code, err], [0, '']);
  const lines = out.split('\n');
  if (args.includes('--json')) return lines;
  // Every explanation ends with the level of protection.
  assert.match(lines.at(-2)!, /^protection (hidden|withheld|sealed) /);
  return lines.slice(0, -2);
}

/** The lines of one part, without the margin. */
function part(lines: readonly string[], label: string): string[] {
  const from = lines.findIndex((line) => line.startsWith(label));
  const rest = lines.slice(from);
  return rest.slice(0, rest.indexOf('')).map((line) => line.slice(10));
}

const ALABAMA = {
  title: 'Articles',
  rules: {
    anonymous: { content: 'hide', components: ['register'] },
    registered: { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', yes: 'show', no: 'teaser' },
  },
}; // prettier-ignore
const NEWS = aConfig({ features: { articles: ALABAMA, videos: {} } });

suite('explain tells an editor', () => {
  test('of an anonymous reader, that there is no token, and that nothing was asked', async () => {
    assert.deepEqual(await explain([], NEWS), [
      `Articles (articles), on ${MINUTE}`,
      '',
      'Reader    anonymous',
      '          There is no token.',
      '',
      'Rule      for anonymous readers; it asks nothing',
      '',
      'Outcome   The content is hidden.',
      '          Shown in the page: registration wall (register).',
      '',
    ]);
  });

  test('of a registered reader each condition, its operand, and the exit', async () => {
    assert.deepEqual(await explain(['--claims', '{"sub":"reader-1","state":"Texas","prod":"film"}'], NEWS), [
      `Articles (articles), on ${MINUTE}`,
      '',
      'Reader    registered',
      '          The token is valid, and its claim sub names the reader: "reader-1".',
      '          Holds Film (film), without this feature.',
      '',
      'Rule      for registered readers',
      '          1. The claim state equals Alabama (it is "Texas")',
      '             → no',
      '',
      'Outcome   Sixty words (teaser)',
      '          The first 60 words are kept.',
      '          Shown in the page: paywall (subscribe).',
      '',
    ]);
  });

  test('of a customer which product makes them one', async () => {
    assert.deepEqual(await explain(['--claims', '{"sub":"1","prod":["film","silver","gold"]}'], NEWS), [
      `Articles (articles), on ${MINUTE}`,
      '',
      'Reader    customer',
      '          Holds Gold (gold) and Silver (silver), with this feature.',
      '',
      'Rule      none for customers, so the content is shown',
      '',
      'Outcome   Show content (show)',
      '          The content is shown.',
      '',
    ]);
  });

  test('of a graph the names of its nodes, in the order of the path', async () => {
    const nodes = { first: aNode('a', 'show', 'second'), second: aNode('b', 'teaser', aNode('c', 'show', 'sheet')) };
    const lines = await explain(['--custom', '{"b":2}'], aConfigWithRule({ start: 'first', nodes }));

    assert.deepEqual(part(lines, 'Rule'), [
      'for anonymous readers',
      '1. The custom data a equals 1 (it is missing)  [first]',
      '   → no',
      '2. The custom data b equals 1 (it is 2)  [second]',
      '   → no',
      '3. The custom data c equals 1 (it is missing)',
      '   → no',
    ]);
  });

  test('that data is missing, where the rule has an exit for that', async () => {
    const lines = await explain([], aConfigWithRule({ ...aNode('a', 'show', 'show'), unknown: 'teaser' }));

    assert.deepEqual(part(lines, 'Rule').slice(1), ['1. The custom data a equals 1 (it is missing)', '   → unknown']);
  });
});

suite('explain tells the reason of a user state', () => {
  const noMapping = aConfig({ jwt: {} });
  const rows: readonly (readonly [says: string, args: readonly string[], lines: readonly string[], config?: unknown])[] = [
    ['the token has expired', ['--token-status', 'expired', '--claims', '{"sub":"1"}'], ['anonymous', 'The token has expired, so its claims do not count.']],
    ['the token is forged', ['--token-status', 'invalid', '--claims', '{"sub":"1","prod":"gold"}'], ['anonymous', 'The token is forged or malformed, so its claims do not count.']],
    ['the token could not be checked', ['--token-status', 'unreachable'], ['anonymous', 'The token could not be checked, so its claims do not count.']],
    ['there is no token', ['--token-status', 'none', '--claims', '{"sub":"1"}'], ['anonymous', 'There is no token.']],
    ['the token names no reader', ['--claims', '{"email":"a@example.com"}'], ['anonymous', 'The token is valid, but its claim sub names no reader.']],
    ['the id has 64 bits', ['--claims', '{"sub":1420070400000000001}'], ['anonymous', 'The token is valid, but the claim "sub" is a number that is not a safe integer, which JSON may have changed: it is not an id, and the reader is anonymous. Send ids as text.']],
    ['the id is a list', ['--claims', '{"sub":["1"]}'], ['anonymous', 'The token is valid, but the claim "sub" is neither text nor a number: it is not an id, and the reader is anonymous.']],
    ['the token is valid and empty', ['--token-status', 'valid'], ['anonymous', 'The token is valid, but its claim sub names no reader.']],
    ['the config maps no claim', ['--claims', '{"sub":"1"}'], ['anonymous', 'The token is valid, but the config says of no claim that it names the reader (jwt.userMapping).'], noMapping],
    ['the reader holds nothing', ['--claims', '{"sub":7}'], ['registered', 'The token is valid, and its claim sub names the reader: "7".', 'Holds no product.']],
    ['the reader holds a product of other features', ['--claims', '{"sub":"1","prod":"film-2026"}'], ['registered', 'The token is valid, and its claim sub names the reader: "1".', 'Holds Film (film), without this feature.']],
    ['the reader holds a product of this one', ['--claims', '{"prod":"gold"}'], ['customer', 'Holds Gold (gold), with this feature.']],
    ['the token ended before the moment asked about', ['--claims', '{"sub":"1","prod":"gold","exp":1700000000}'], ['customer', 'Holds Gold (gold), with this feature.', 'Note: by its claim exp this token ended on 2023-11-14 22:13 UTC; try --token-status expired.']],
    ['the token ends after the moment asked about', ['--claims', '{"sub":"1","prod":"gold","exp":1900000000}'], ['customer', 'Holds Gold (gold), with this feature.']],
    ['the token ended at no moment that a calendar has', ['--claims', '{"sub":"1","prod":"gold","exp":-1e300}'], ['customer', 'Holds Gold (gold), with this feature.', 'Note: by its claim exp this token ended on a day out of range; try --token-status expired.']],
  ]; // prettier-ignore
  for (const [says, args, lines, config] of rows) {
    test(says, async () => {
      assert.deepEqual(part(await explain(args, config), 'Reader'), lines);
    });
  }
});

suite('explain tells which rule holds', () => {
  const registered = ['--claims', '{"sub":"1"}'];
  const customer = ['--claims', '{"sub":"1","prod":"gold"}'];
  const wall = { content: 'hide' };
  const rows: readonly (readonly [says: string, rules: unknown, args: readonly string[], lines: readonly string[]])[] = [
    ['that of anonymous readers for registered ones without one', { anonymous: wall }, registered, ['none for registered readers, so that for anonymous readers holds; it asks nothing']],
    ['that, with its conditions', { anonymous: aNode('a', 'show', 'show') }, registered, ['none for registered readers, so that for anonymous readers holds', '1. The custom data a equals 1 (it is missing)', '   → no']],
    ['none for registered readers where anonymous ones have none', { customer: wall }, registered, ['none for registered readers, so the content is shown']],
    ['none for anonymous readers', { registered: wall }, [], ['none for anonymous readers, so the content is shown']],
    ['none for customers', { anonymous: wall, registered: wall }, customer, ['none for customers, so the content is shown']],
    ['that of customers', { customer: wall }, customer, ['for customers; it asks nothing']],
    ['none in a feature without rules', undefined, [], ['none for anonymous readers, so the content is shown']],
  ]; // prettier-ignore
  for (const [says, rules, args, lines] of rows) {
    test(says, async () => {
      const config = aConfig({ features: { articles: { rules }, videos: {} } });

      assert.deepEqual(part(await explain(args, config), 'Rule'), lines);
    });
  }

  test('none where only a newer version can ask what the rule asks', async () => {
    const rules = { anonymous: { type: 'mood-of-the-reader', is: 'good', yes: 'show', no: 'teaser' } };
    const articles = { rules, fallback: { id: 'plain', label: 'Plain wall', content: 'hide' } };
    const config = aConfig({ requires: ['mood-of-the-reader'], features: { articles, videos: {} } });
    const lines = await explain([], config);

    assert.deepEqual(part(lines, 'Rule'), ['cannot be decided by this version, so the fallback of the feature holds']);
    assert.deepEqual(part(lines, 'Outcome'), ['Plain wall (plain)', 'The content is hidden.']);
  });
});

suite('explain tells what a reader sees', () => {
  const rows: readonly (readonly [says: string, outcome: unknown, lines: readonly string[]])[] = [
    ['the content', 'show', ['Show content (show)', 'The content is shown.']],
    ['a paragraph', { content: { keep: { paragraphs: 1 } } }, ['The first paragraph is kept.']],
    ['some paragraphs', { content: { keep: { paragraphs: 3 } } }, ['The first 3 paragraphs are kept.']],
    ['a word', { content: { keep: { words: 1 } } }, ['The first word is kept.']],
    ['a label, where there is an id too', { id: 'wall', label: 'The wall', content: 'hide' }, ['The wall (wall)', 'The content is hidden.']],
    ['an id, where there is no label', { id: 'wall', content: 'hide' }, ['wall', 'The content is hidden.']],
    ['a label, where there is no id', { label: 'The wall', content: 'hide' }, ['The wall', 'The content is hidden.']],
    ['components in a footer', 'sheet', ['bottom-sheet', 'The content is hidden.', 'Shown in a footer that stays in view: registration wall (register).', 'Shown in a footer that stays in view: custom block (hello).']],
    ['a component in a pop-up, with its heading', { content: 'show', components: ['offer'], zone: 'pop-up' }, ['The content is shown.', 'Shown in a pop-up over the page: paywall "Read on" (offer).']],
  ]; // prettier-ignore
  for (const [says, outcome, lines] of rows) {
    test(says, async () => {
      const { components } = aConfig() as { components: object };
      const config = aConfigWithRule(outcome, {
        components: { ...components, offer: { type: 'paywall', heading: 'Read on' } },
      });

      assert.deepEqual(part(await explain([], config), 'Outcome'), lines);
    });
  }
});

suite('explain', () => {
  test('shows what steers a terminal instead of doing it', async () => {
    const config = aConfigWithRule({ ...aNode('a', 'show', 'show'), value: '\u001b[2J\u0007' });
    const { out } = await runZephr(
      ['explain', 'FILE', '-f', 'articles', '--custom', '{"a":"\\u001b]0;x\\u0007\\u202e"}'],
      config,
    );

    assert.match(out, /equals \\u001b\[2J\\u0007 /);
    assert.doesNotMatch(out, /[^\P{Cc}\n]|\u202e/u);
  });

  test('prints decision and identity as JSON', async () => {
    const args = ['--json', '--claims', '{"sub":"1","state":"Texas"}'];
    const { decision, identity } = JSON.parse((await explain(args, NEWS)).join('\n')) as Record<string, unknown>;
    const input = { tokenStatus: 'valid', claims: { sub: '1', state: 'Texas' }, debug: true } as const;

    assert.deepEqual(decision, { ...compileConfig(NEWS).decide('articles', input) });
    assert.deepEqual(identity, {
      state: 'registered',
      foreignUserId: '1',
      foreignKeySystem: null,
      user: null,
      products: [],
      token: { status: 'valid', reason: null, expiresAt: null },
      claims: { sub: '1', state: 'Texas' },
    });
  });

  test('decides for now by default', async () => {
    const before = Date.now();
    const { out } = await runZephr(['explain', 'FILE', '-f', 'articles'], aConfig());
    const reported = Date.parse(/, on (.*) UTC\n/.exec(out)![1]!.replace(' ', 'T') + 'Z');

    assert.ok(reported >= before - 60_000 && reported <= Date.now());
  });

  test('walks a chain of 10,000 nodes to its end', async () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`n${i}`, aNode('a', 'show', i < 9999 ? `n${i + 1}` : 'teaser')]),
    );
    const lines = await explain([], aConfigWithRule({ start: 'n0', nodes }));

    assert.ok(lines.includes('          10000. The custom data a equals 1 (it is missing)  [n9999]'));
    assert.deepEqual(part(lines, 'Outcome')[0], 'Sixty words (teaser)');
  });
});

suite('the options of the reader', () => {
  const toInput = (args: readonly string[]): object => {
    const command = addReaderOptions(new Command()).parse(args, { from: 'user' });
    const input = Object.entries(toEngineInput(command.opts()));
    return Object.fromEntries(input.filter(([, value]) => value !== undefined));
  };
  const rows: readonly (readonly [args: readonly string[], input: object])[] = [
    [[], {}],
    [['--claims', '{"sub":"1"}'], { claims: { sub: '1' }, tokenStatus: 'valid' }],
    [['--claims', '{}', '--token-status', 'expired'], { claims: {}, tokenStatus: 'expired' }],
    [['--token-status', 'valid'], { tokenStatus: 'valid' }],
    [['--user', '{"plan":"a"}'], { user: { plan: 'a' } }],
    [['--usage', '{"trials":{}}'], { usage: { trials: {} } }],
    [['--url', '/news?x=1'], { url: '/news?x=1' }],
    [['--referrer', 'https://example.com/'], { referrer: 'https://example.com/' }],
    [['--user-agent', 'Mozilla/5.0 (X11)'], { userAgent: 'Mozilla/5.0 (X11)' }],
    [['--meta', '{"section":"news"}'], { meta: { section: 'news' } }],
    [['--cookies', '{"a":"b"}'], { cookies: { a: 'b' } }],
    [['--custom', '{"ads":true}'], { customData: { ads: true } }],
    [['--facts', '{"country":"DE"}'], { facts: { country: 'DE' } }],
    [['--at', '2026-03-02'], { now: Date.UTC(2026, 2, 2) }],
    [['--at', '2026-03-02T12:00'], { now: Date.UTC(2026, 2, 2, 12) }],
    [['--at', '2026-03-02T12:00+01:00'], { now: Date.UTC(2026, 2, 2, 11) }],
  ];
  for (const [args, input] of rows) {
    test(`${args.join(' ') || 'none'} gives the engine ${JSON.stringify(input)}`, () => {
      assert.deepEqual(toInput(args), input);
    });
  }
});

suite('explain says how the content is protected', () => {
  const jwt = { verifyEndpoint: '/api/zephr/verify' };
  for (const [says, changes, line] of [
    ['in the page in clear', {}, "protection hidden (in the page; anyone can read it in the page's source)"],
    [
      'by a server of the publisher',
      { protection: 'withheld' },
      'protection withheld (not in the page; your server sends it after its own decision)',
    ],
    [
      'sealed, with keys beside the endpoint',
      { protection: 'sealed', jwt },
      'protection sealed (keys: endpoint /api/zephr/keys)',
    ],
    [
      'sealed, with keys of an address',
      { protection: 'sealed', jwt, sealing: { endpoint: '/keys' } },
      'protection sealed (keys: endpoint /keys)',
    ],
    ['sealed, with keys in the token', { protection: 'sealed' }, 'protection sealed (keys: claim zephr_keys)'],
    [
      'sealed, with keys in a claim',
      { protection: 'sealed', sealing: { claim: 'keys' } },
      'protection sealed (keys: claim keys)',
    ],
  ] as const) {
    test(says, async () => {
      const { protection, ...others } = { protection: undefined, ...changes };
      const features = { articles: { ...(protection && { protection }), rules: { anonymous: 'show' } } };
      const { out } = await runZephr(['explain', 'FILE', '-f', 'articles'], { version: 1, features, ...others });

      assert.equal(out.split('\n').at(-2), line);
    });
  }
});
