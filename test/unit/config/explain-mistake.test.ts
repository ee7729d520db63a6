import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CODES as CATALOGUE } from '../../../src/codes/catalogue.js';
import type { CodeEntry } from '../../../src/codes/code-entry.js';
import { parseConfig } from '../../../src/config/read-config.js';
import { explainMistake } from '../../../src/config/explain-mistake.js';
import { addressOfCode } from '../../../src/lib/address-of-code.js';
import { ConfigError } from '../../../src/model/shared-config-error.js';
import { type ConfigErrorCode } from '../../../src/model/config-error.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';

/** The possible place of each mistake in the config of these tests, and what its message adds to that. */
/** The public key of RFC 8037, appendix A.2. */
const PEM =
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n';

const CODES: Readonly<Record<ConfigErrorCode, readonly [pointer: string, words: RegExp]>> = {
  'config-missing': ['', /data-config/],
  'config-unreachable': ['', /gives no config/],
  'config-unsigned': ['', /has no signature: sign it with zephr sign/],
  'config-signature': ['', /does not verify by data-config-key \(because\)/],
  'config-key': ['', /data-config-key is not a key.*\(because\)/],
  'config-ambiguous': ['', /directly before the script tag/],
  'config-not-json': ['', /not JSON/],
  'version-unknown': ['/version', /this SDK reads/],
  'secret-in-browser': ['/jwt/secret', /must never reach a browser/],
  'key-missing': ['/jwt', /"publicKey", "jwks", "jwksUrl" and "verifyEndpoint"/],
  'key-invalid': ['/jwt/publicKey', /BEGIN PUBLIC KEY/],
  'url-insecure': ['/jwt/jwksUrl', /"http:\/\/id.example" must be https/],
  'algorithm-unknown': [
    '/jwt/algorithms/0',
    /"RS257" is not a signature algorithm.*Did you mean "RS256"\? Known algorithms: "RS256"/,
  ],
  'type-wrong': ['/products/gold/claimValue', /"claimValue" has the wrong type: a number/],
  'field-missing': ['/products/gold/features', /"features" is missing/],
  'value-unknown': ['/jwt/sources/0', /"header" is not among/],
  'value-invalid': ['/products/gold/claimValue', /the condition cannot compare with a number/],
  'jsonpath-invalid': ['/jwt/userAttributes/privateClaimName', /"\$\.\.x" is not a JSONPath/],
  'state-unknown': ['/features/articles/rules/subscriber', /Known user states: "anonymous", "registered", "customer"/],
  'node-type-unknown': ['/jwt/sources/0', /"header" is not a node type\. Known nodes: "jwt-token", .*"sub-rule"/],
  'node-type-required': ['/jwt/sources/0', /"header" needs a newer version/],
  'condition-unknown': ['/jwt/sources/0', /"header" is not a condition\. Known conditions: "equals", .*"is-not-empty"/],
  'step-unknown': ['/features/articles/rules/anonymous/start', /"wall".*Known steps: "show", "a", "teaser"/],
  'exit-missing': ['/features/articles/rules/anonymous/nodes/a/yes', /the exit "yes" leads nowhere/],
  'exit-unknown': ['/features/articles/rules/anonymous/nodes/a/exits/maybe', /"maybe" is not an exit/],
  cycle: ['/features/articles/rules/anonymous/nodes/a', /returns to this node/],
  'feature-unknown': ['/products/gold/other/0', /"podcasts" is not a feature.*Known features: "articles"/],
  'product-unknown': ['/products/gold/other/0', /"podcasts" is not a product.*Known products: "gold"/],
  'split-test-unknown': ['/features/articles/rules/anonymous/test', /is not a split test\. Known split tests: none/],
  'sub-rule-unknown': ['/features/articles/rules/anonymous/rule', /is not a sub rule\. Known sub rules: none/],
  'site-unknown': ['/products/gold/other/0', /"podcasts" is neither a site.*nor a group.*Known sites: none/],
  'host-invalid': ['/jwt/sources/0', /"header" is not a host\..*"\*\.daily\.example"/],
  'host-twice': ['/jwt/sources/0', /"header" is already the host of a site/],
  'notification-invalid': ['/jwt/sources/0', /"header" is not a name\. Write 1 to 64 letters/],
  'variable-invalid': ['/products/gold/other/0', /"0" cannot be a variable\./],
  'sub-rule-too-deep': ['/subRules/deep', /more than 100 sub rules deep/],
  'chunk-unreachable': ['/subRules/deep', /needs a file of this SDK that did not arrive \(because\)/],
  'component-unknown': ['/products/gold/other/0', /"podcasts" is not a component.*Known components: "register"/],
};

const SECRET = 'hunter2-hunter2';
const config = {
  version: 1,
  jwt: {
    secret: SECRET,
    publicKey: `-----BEGIN PRIVATE KEY-----${SECRET}`,
    jwksUrl: 'http://id.example',
    algorithms: ['RS257'],
    sources: ['header'],
    userAttributes: { privateClaimName: '$..x' },
  },
  products: { gold: { claimValue: 7, other: ['podcasts'] } },
  components: { register: { type: 'registration-wall' } },
  outcomes: { teaser: { content: 'hide' } },
  features: {
    articles: { rules: { subscriber: 'show', anonymous: { start: 'wall', nodes: { a: { type: 'gift' } } } } },
  },
};

suite('a mistake in words', () => {
  for (const [code, [pointer, words]] of Object.entries(CODES)) {
    const explain = (of: unknown): string => {
      const error = new ConfigError(code as ConfigErrorCode, pointer, { cause: new Error('because') });
      return explainMistake(error, of).message;
    };

    test(`${code} says where it is, what was found and what to do`, () => {
      const message = explain(config);

      assert.ok(message.startsWith(`${pointer || 'config'}: `), message);
      assert.match(message, words);
      assert.match(message, /\.$/);
    });
    test(`${code} names the address of its entry`, () => {
      const error = new ConfigError(code as ConfigErrorCode, pointer);

      assert.equal(explainMistake(error, config).help, addressOfCode(code));
    });
    test(`${code} never says undefined`, () => {
      assert.doesNotMatch(explain(config), /undefined|\[object/);
    });
    test(`${code} has words though the config could not be read`, () => {
      for (const of of [undefined, null, 7, [], {}, { features: 7 }]) assert.doesNotMatch(explain(of), /\[object/);
    });
    test(`${code} quotes no secret`, () => {
      assert.doesNotMatch(explain(config), /hunter2/);
    });
  }

  test('every code has words', () => {
    const codes = Object.entries(CATALOGUE as Record<string, CodeEntry>).filter(([, entry]) =>
      entry.in.includes('config'),
    );

    assert.deepEqual(Object.keys(CODES).sort(), codes.map(([code]) => code).sort());
  });

  test('an error that is not a mistake of a config stays as it is', () => {
    const error = new TypeError('x');

    assert.equal(explainMistake(error, config), error);
    assert.equal(error.message, 'x');
    assert.equal(explainMistake(7, config), 7);
  });

  test('the same error is explained, with its stack and cause', () => {
    const cause = new Error('because');
    const error = new ConfigError('config-unreachable', '', { cause });

    assert.equal(explainMistake(error, undefined), error);
    assert.equal(error.cause, cause);
  });

  for (const [what, key, says] of [
    ['line breaks that were escaped twice', PEM.replaceAll('\n', '\\n'), /has "\\n" as two characters/],
    ['no lines around it', PEM.split('\n')[1], /has no lines around it/],
    ['no end', PEM.slice(0, 60), /its end is missing/],
    ['a part that was cut', PEM.replace('MCow', ''), /its text was cut or changed/],
    ['the form of PKCS#1', PEM.replaceAll('PUBLIC', 'RSA PUBLIC'), /PKCS#1.*openssl rsa/],
    ['another label', PEM.replaceAll('PUBLIC KEY', 'OPENSSH KEY'), /must be a PEM text that begins with/],
    ['nothing of a key', 'see the wiki!', /must be a PEM text that begins with/],
    ['a JWK without its members', { kty: 'EC' }, /the JWK needs "kty", and the members of its type/],
  ] as const) {
    test(`a key with ${what} is explained by that, and not quoted`, () => {
      const error = new ConfigError('key-invalid', '/jwt/publicKey');
      const { message } = explainMistake(error, { jwt: { publicKey: key } });

      assert.match(message, says);
      assert.ok(!message.includes('11qYAYKxCrfVS'));
    });
  }

  for (const [what, text, says] of [
    ['was escaped for HTML', '{&quot;version&quot;:1}', /It was escaped for HTML/],
    ['was escaped by numbers', '{&#34;version&#34;:1}', /It was escaped for HTML/],
    ['is a page', '<!doctype html><title>News</title>', /looks like HTML: is the address right/],
    ['is cut off', '{"version":1,', /JSON[^.]*\)\.$/],
  ] as const) {
    test(`a text that ${what} is explained by that`, () => {
      assert.throws(
        () => parseConfig(text),
        (error) => says.test(explainMistake(error as ConfigError, undefined).message),
      );
    });
  }

  test('a long list of known names is cut', () => {
    const features = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`feature-${i}`, {}]));
    const products = { gold: { claimValue: 'gold', features: ['podcasts'] } };

    assert.throws(
      () => compileConfig(aConfig({ features, products })),
      ({ message }: Error) => message.length < 900,
    );
  });

  test('a long value is cut', () => {
    const config = aConfigWithRule('x'.repeat(100_000));

    assert.throws(
      () => compileConfig(config),
      ({ message }: Error) => message.length < 600,
    );
  });

  test('an escaped pointer is read back', () => {
    const config = aConfigWithRule({ start: 'a/b~c', nodes: { 'a/b~c': aNode('x', 'show', 'wall~/') } });

    assert.throws(() => compileConfig(config), /anonymous\/nodes\/a~1b~0c\/no: leads to "wall~\/"/);
  });

  test('a version that cannot be written as JSON', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const version of [circular, 1n, Symbol('1'), () => 1, undefined]) {
      assert.throws(() => compileConfig(aConfig({ version })), { name: 'ConfigError', pointer: '/version' });
    }
  });
});

suite('an error of a config', () => {
  const error = new ConfigError('cycle', '/features/a');

  test('has name, code, pointer and message', () => {
    assert.deepEqual([error.name, error.code, error.pointer], ['ConfigError', 'cycle', '/features/a']);
    assert.match(error.message, /cycle/);
  });
  test('is an error', () => {
    assert.ok(error instanceof Error);
  });
  test('is known by its name across copies of its class', () => {
    const copy = Object.assign(new Error('x'), { name: 'ConfigError' });

    assert.ok(copy instanceof ConfigError);
  });
  for (const other of [new Error('x'), null, undefined, {}, { name: 'ConfigError' }, 'ConfigError']) {
    test(`${String(other)} is not one`, () => {
      assert.equal(other instanceof ConfigError, false);
    });
  }
});
