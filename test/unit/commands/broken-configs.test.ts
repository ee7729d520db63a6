import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aConfig, aNode } from '../../support/a-config.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';
import { runZephr, type Run } from '../../support/run-zephr.js';
import { addressOfCode } from '../../../src/lib/address-of-code.js';

const PAIR = aKeyPair('P-256');
const FILES = { 'key.pem': String(PAIR.privateKey.export({ type: 'pkcs8', format: 'pem' })) };
const JWT = { publicKey: PAIR.spki, userMapping: { foreignUserIdProperty: 'sub' } };
const SOUND = { jwt: JWT, products: {} };

/** All commands that read a config, about the feature articles where they are about one. */
const ALL: readonly (readonly string[])[] = [
  ['validate', 'FILE'],
  ['explain', 'FILE', '-f', 'articles'],
  ['draw', 'FILE', '-f', 'articles'],
  ['bundle', 'FILE', '-o', 'FOLDER/site.js'],
  ['sign', 'FILE', '--key', 'FOLDER/key.pem'],
  ['serve', 'FILE', '--port', '0'],
  ['token', 'inspect', signToken(), '--config', 'FILE'],
];
const ABOUT_ONE = new Set(['explain', 'draw', 'token']);
const run = (args: readonly string[], config: unknown): Promise<Run> => runZephr(args, config, { files: FILES });
const withRule = (rule: unknown): unknown =>
  aConfig({ ...SOUND, features: { articles: { rules: { anonymous: rule } } } });

suite('a broken config gets the same words and exit code from every command:', () => {
  for (const [says, config, code] of [
    ['an empty file', '', 'config-not-json'],
    ['a comma too many', '{\n"version": 1,\n}', 'config-not-json'],
    ['text that was escaped for HTML', '{&quot;version&quot;:1}', 'config-not-json'],
    ['a page of HTML', '<!doctype html>', 'config-not-json'],
    ['brackets that are never closed', '['.repeat(50_000), 'config-not-json'],
    ['a list', '[]', 'type-wrong'],
    ['another version', { version: 2, features: {} }, 'version-unknown'],
    ['no features', { version: 1 }, 'field-missing'],
    ['a secret', aConfig({ ...SOUND, jwt: { secret: 'hush' } }), 'secret-in-browser'],
    ['a key that does not import', aConfig({ ...SOUND, jwt: { publicKey: PAIR.spki.slice(0, 60) } }), 'key-invalid'],
    [
      'a component of an unknown type',
      aConfig({ ...SOUND, components: { register: { type: 'registation-wall' } } }),
      'component-unknown',
    ],
    [
      'a product of an unknown feature',
      aConfig({ ...SOUND, products: { gold: { claimValue: 'g', features: ['news'] } } }),
      'feature-unknown',
    ],
    [
      'a sub rule with a mistake',
      aConfig({ ...SOUND, subRules: { shared: { exits: ['a'], start: 'nowhere' } } }),
      'step-unknown',
    ],
    ['a split test without groups', aConfig({ ...SOUND, splitTests: { headline: {} } }), 'field-missing'],
  ] as const) {
    // prettier-ignore
    test(says, async () => {
      const expected = await run(ALL[0]!, config);
      const found = await Promise.all(ALL.slice(1).map(async (args) => [args[0], await run(args, config)] as const));

      assert.equal(expected.code, 1);
      assert.match(expected.out, new RegExp(`^FOLDER/zephr\\.json:\\d+:\\d+ {2}${code} {2}`));
      for (const [name, { code: exitCode, out, err }] of found)
        assert.deepEqual([name, exitCode, out, err], [name, 1, '', expected.out]);
    });
  }

  for (const [says, rule] of [
    ['a step to nowhere', { ...aNode('a', 'show', 'wall2') }],
    ['a circle', { start: 'one', nodes: { one: aNode('a', 'show', 'two'), two: aNode('b', 'show', 'one') } }],
    ['an unknown node', { type: 'mood', yes: 'show', no: 'show' }],
    ['a missing exit', { type: 'jwt-expired', yes: 'show' }],
    ['rules that are a number', 7],
  ] as const) {
    test(`${says}, in the feature that it is about`, async () => {
      const config = withRule(rule);
      const expected = await run(ALL[0]!, config);
      const found = await Promise.all(
        ALL.slice(1, -1).map(async (args) => [args[0], await run(args, config)] as const),
      );

      assert.equal(expected.code, 1);
      for (const [name, { code: exitCode, out, err }] of found)
        assert.deepEqual([name, exitCode, out, err], [name, 1, '', expected.out]);
    });
  }
});

suite('a mistake in one feature', () => {
  const wall = { content: 'hide', components: ['register'] };
  const sound = { rules: { anonymous: wall } };
  for (const [says, videos] of [
    ['a step to nowhere', { rules: { anonymous: 'nowhere' } }],
    ['rules of a wrong type', { rules: 1 }],
    ['no object at all', 1],
  ] as const) {
    const config = aConfig({ jwt: JWT, products: {}, features: { articles: sound, videos } });
    const alone = aConfig({ jwt: JWT, products: {}, features: { articles: sound, videos: {} } });

    for (const args of ALL) {
      const isAboutOne = ABOUT_ONE.has(args[0]!);
      test(`(${says}) ${isAboutOne ? 'costs others nothing in' : 'ends'} ${args[0]}`, async () => {
        const { code, out, err } = await run(args, config);

        if (!isAboutOne) return void assert.equal(code, 1);
        const at = args[0] === 'explain' ? ['--at', '2026-03-02'] : [];
        const [given, expected] = [await run([...args, ...at], config), await run([...args, ...at], alone)];
        assert.equal(code, 0, out + err);
        assert.equal(given.out, expected.out);
        assert.match(err, /^FOLDER\/zephr\.json has a mistake in another feature: see zephr validate\.\n$/);
      });
    }

    test(`(${says}) is told where that feature is asked for`, async () => {
      for (const name of ['explain', 'draw']) {
        const { code, err } = await run([name, 'FILE', '-f', 'videos'], config);

        assert.equal(code, 1);
        assert.equal(err, (await run(['validate', 'FILE'], config)).out);
      }
    });
  }

  test('does not hide the names of others', async () => {
    const config = aConfig({ features: { articles: {}, videos: 1 }, products: {} });
    const { code, err } = await run(['explain', 'FILE', '-f', 'artcles'], config);

    assert.equal(code, 1);
    assert.match(err, /has no feature "artcles"\. Known features: "articles", "videos"\./);
  });
});

suite('explain names a claim that nearly is', () => {
  const explain = async (claims: object, config: unknown = aConfig()): Promise<string> => {
    const args = ['explain', 'FILE', '-f', 'articles', '--claims', JSON.stringify(claims)];
    return (await run(args, config)).out;
  };
  const state = {
    type: 'jwt-token',
    property: 'state',
    condition: 'equals',
    value: 'Alabama',
    yes: 'show',
    no: 'teaser',
  };
  const asking = aConfig({ features: { articles: { rules: { registered: state } }, videos: {} } });

  for (const [says, claims, config, hint] of [
    [
      'the id in another case',
      { Sub: '1' },
      undefined,
      'claim-case: The config names the claim "sub"; the token has "Sub". Claims are case-sensitive.',
    ],
    [
      'the product claim in another case',
      { sub: '1', Prod: 'gold' },
      undefined,
      'claim-case: The config names the claim "prod"; the token has "Prod". Claims are case-sensitive.',
    ],
    [
      'a claim of the rule in another case',
      { sub: '1', State: 'Alabama' },
      asking,
      'claim-case: The config names the claim "state"; the token has "State". Claims are case-sensitive.',
    ],
    [
      'a product in another case',
      { sub: '1', prod: 'Gold' },
      undefined,
      'product-case: The claim "prod" is "Gold", which is the claimValue of no product. "gold" is: values are case-sensitive.',
    ],
    [
      'a value that no product has',
      { sub: '1', prod: 'platinum' },
      undefined,
      'product-value: The claim "prod" is "platinum", which is the claimValue of no product. The config has: "gold", "silver", "film", "film-2026".',
    ],
    [
      'a claim inside another',
      { sub: '1', app: { prod: 'gold' } },
      undefined,
      'claim-missing: The token has no claim "prod" of its own; it is inside another: write "$.app.prod".',
    ],
    [
      'a claim of a namespace',
      { sub: '1', 'https://news.example/prod': 'gold' },
      undefined,
      'claim-missing: The token has no claim "prod", but "https://news.example/prod": the config must name it whole.',
    ],
  ] as const) {
    test(says, async () => {
      const printed = await explain(claims, config);

      assert.ok(printed.includes(`          Note: ${hint} See ${addressOfCode(hint.split(':')[0]!)}\n`), printed);
    });
  }

  test('and says nothing where all is as the config has it', async () => {
    assert.doesNotMatch(await explain({ sub: '1', prod: 'gold', email: 'a@example.com' }), /Note/);
    assert.doesNotMatch(await explain({ sub: '1' }), /Note/);
  });

  test('and gives the same to programs', async () => {
    const args = ['explain', 'FILE', '-f', 'articles', '--claims', '{"sub":"1","prod":"Gold"}', '--json'];
    const { hints } = JSON.parse((await run(args, aConfig())).out) as { readonly hints: string[] };

    assert.match(hints.join(), /"gold" is: values are case-sensitive/);
  });
});
