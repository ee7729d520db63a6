import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { findSecrets, holdsSecret } from '../../../src/config/find-secret.js';
import { parseConfig, takeConfig } from '../../../src/config/read-config.js';
import { aConfig } from '../../support/a-config.js';

/** The pointers of all secrets in a config. */
function secretsIn(config: unknown): string[] {
  const found: string[] = [];
  findSecrets(config, (pointer) => found.push(pointer));
  return found;
}

/** Texts with a secret in them that only differ in how they are written. */
const disguised = [
  '{"jwt":{"secret":"hunter2"}}',
  '{"jwt":{"\\u0073ecret":"hunter2"}}',
  '{"jwt":{"s\\u0065cre\\u0074":"hunter2"}}',
  '{"jwt":{ "secret" : "hunter2" }}',
  '{"jwt":{"publicKey":{"kty":"oct","k":"aa"}}}',
  '{"jwt":{"publicKey":{"\\u006bty":"oct","k":"aa"}}}',
  '{"jwt":{"publicKey":{"kty":"\\u006fct","k":"aa"}}}',
  '{"jwt":{"publicKey":{"kty":"EC","d":"aa"}}}',
  '{"jwt":{"publicKey":{"kty":"EC","\\u0064":"aa"}}}',
  '{"jwt":{"publicKey":"-----BEGIN PRIVATE KEY-----"}}',
  '{"jwt":{"publicKey":"-----BEGIN \\u0050RIVATE KEY-----"}}',
  '{"jwt":{"publicKey":"-----BEGIN PRIVATE KEY\\u002d----"}}',
  ...['key', 'KEY', 'sealKeys', 'Seal', 'SEALS'].map((name) => `{"x":{"${name}":"${'abcdefg'.repeat(6)}A"}}`),
  ...['  ', '\n', '\t\r\n '].flatMap((space) => [
    `{"key"${space}:"${'abcdefg'.repeat(6)}A"}`,
    `{"key":${space}"${'abcdefg'.repeat(6)}A"}`,
  ]),
];

/** Parts of secrets, put together at random. */
const word = fc.constantFrom('secret', 'kty', 'oct', 'd', 'k', 'EC', '-----BEGIN PRIVATE KEY-----', 'a', '\\', '"');
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.constantFrom(null, 0, 1, false, true, ''),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 3 }),
  ),
}));

suite('a text with a secret', () => {
  for (const text of disguised) {
    test(`${text} is looked through`, () => {
      const { value, _noSecret: noSecret } = parseConfig(text);

      assert.notDeepEqual(secretsIn(value), []);
      assert.equal(noSecret, false);
    });
  }

  test('a text that merely mentions one, or has other letters escaped, needs no walk', () => {
    assert.equal(parseConfig('{"title":"A secret garden, \\u00e9t\\u00e9"}')._noSecret, true);
  });

  test('a text without anything like it needs no walk', () => {
    assert.equal(parseConfig(JSON.stringify(aConfig()))._noSecret, true);
  });

  test('no text that is passed over holds a secret', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const { _noSecret: noSecret } = parseConfig(JSON.stringify(value));
        return !noSecret || secretsIn(value).length === 0;
      }),
      { numRuns: 2000 },
    );
  });
});

suite('the search for a secret', () => {
  test('ends in a config that contains itself', () => {
    const config = aConfig();
    config['self'] = { config };

    assert.deepEqual(secretsIn(config), []);
  });
  test('reaches to any depth', () => {
    let config: unknown = { secret: 'hunter2' };
    for (let depth = 0; depth < 20_000; depth++) config = { a: config };

    assert.deepEqual(secretsIn(config), [`${'/a'.repeat(20_000)}/secret`]);
  });
  test('finds one in a private key inside a longer text', () => {
    assert.deepEqual(secretsIn({ note: 'ours:\n-----BEGIN EC PRIVATE KEY-----\nMHc' }), ['/note']);
  });
  test('escapes names in its pointer', () => {
    assert.deepEqual(secretsIn({ 'a/b': { '~c': { secret: 1 } } }), ['/a~1b/~0c/secret']);
  });
  test('leaves other names alone', () => {
    assert.deepEqual(secretsIn({ Secret: 1, secrets: 1, kty: 'RSA', d: '', k: 'a' }), []);
  });
});

suite('the search for sealing keys', () => {
  const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
  const found: readonly (readonly [says: string, config: object, pointers: readonly string[]])[] = [
    ['a list of sealing keys', { sealing: { keys: [{ kid: '1', key: KEY }] } }, ['/sealing/keys/0/key']],
    ['a key without letters that mix', { sealKey: 'A'.repeat(43) }, ['/sealKey']],
    ['the form of ZEPHR_SEAL_KEYS', { sealing: { keys: `2:${KEY},1:${KEY}` } }, ['/sealing/keys']],
    ['a list of that form', { sealKeys: [`1:${KEY}`] }, ['/sealKeys/0']],
    ['a feature key as a claim has it', { zephr_keys: { articles: { 2: KEY } } }, ['/zephr_keys/articles/2']],
    ['a key of a feature', { features: { a: { seal: { key: KEY } } } }, ['/features/a/seal/key']],
    ['no public JWK', { jwks: { keys: [{ kty: 'EC', crv: 'P-256', kid: KEY, x: KEY, y: KEY }] } }, []],
    ['no word of 43 letters', { title: 'a-very-long-name-that-is-not-a-key-at-all-o' }, []],
    ['no address', { href: `https://news.example/${KEY}` }, []],
    ['no longer text', { title: `${KEY}${KEY}` }, []],
  ];
  for (const [says, config, pointers] of found) {
    test(`finds ${says}`, () => {
      assert.deepEqual(secretsIn(config), pointers);
      assert.equal(holdsSecret(config), pointers.length > 0);
    });
  }
});

suite('a config that is handed over as an object', () => {
  for (const text of disguised) {
    test(`is looked through as ${text} is`, () => {
      assert.equal(takeConfig(JSON.parse(text))._noSecret, false);
      assert.equal(holdsSecret(JSON.parse(text)), true);
    });
  }
  test('without anything like a secret needs no walk', () => {
    assert.equal(takeConfig(aConfig())._noSecret, true);
  });
  test('needs no search where nothing in it is like a secret', () => {
    assert.equal(holdsSecret(aConfig()), false);
  });
  test('holds no secret where it is passed over', () => {
    fc.assert(
      fc.property(tree, (value) => holdsSecret(value) === secretsIn(value).length > 0),
      { numRuns: 2000 },
    );
  });
  test('is searched to any depth, and once where an object is in many places', () => {
    let config: unknown = { secret: 'hunter2' };
    for (let depth = 0; depth < 20_000; depth++) config = { a: config, b: config };

    assert.equal(holdsSecret(config), true);
  });
  test('may hold itself', () => {
    const config = aConfig();
    config['self'] = { config };

    assert.equal(takeConfig(config)._noSecret, false);
    assert.equal(holdsSecret(config), false);
  });
});
