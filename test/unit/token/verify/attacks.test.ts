import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { aKeyPair, encode, signToken } from '../../../support/sign-token.js';

const ours = aKeyPair('P-256');
const theirs = aKeyPair('P-256', 'theirs');
const verify = aVerifier({ publicKey: ours.spki });
const token = signToken();
const [head, body, signature] = token.split('.') as [string, string, string];

/** A verifier that counts what is fetched. */
function aWatchedVerifier(): { readonly verify: (token: string) => Promise<string>; readonly fetched: string[] } {
  const fetched: string[] = [];
  const verifier = aVerifier({
    publicKey: ours.spki,
    fetch: async (url) => {
      fetched.push(url);
      return Response.json({ keys: [theirs.jwk] });
    },
  });
  return { verify: async (text) => inShort(await verifier(text)), fetched };
}

suite('tokens without a signature', () => {
  for (const alg of ['none', 'None', 'NONE', 'nOnE', '', 'HS256 ', 'es256', 'ES256K', 'constructor', '__proto__']) {
    test(`alg "${alg}" without a signature`, async () => {
      assert.equal(inShort(await verify(`${encode(JSON.stringify({ alg }))}.${body}.`)), 'invalid: algorithm');
    });
    test(`alg "${alg}" with the signature of another token`, async () => {
      assert.equal(
        inShort(await verify(`${encode(JSON.stringify({ alg }))}.${body}.${signature}`)),
        'invalid: algorithm',
      );
    });
  }
  for (const alg of [null, 7, true, [], ['ES384'], {}]) {
    test(`alg ${JSON.stringify(alg)}`, async () => {
      assert.equal(inShort(await verify(signToken({ headerText: JSON.stringify({ alg }) }))), 'invalid: algorithm');
    });
  }
  test('alg that cannot be written as text', async () => {
    assert.match(
      inShort(await verify(signToken({ headerText: '{"alg":{"toString":1}}' }))),
      /^invalid: (algorithm|malformed)$/,
    );
  });
  test('alg in a list of one', async () => {
    assert.match(
      inShort(await verify(signToken({ headerText: '{"alg":["ES256"]}' }))),
      /^invalid: (algorithm|malformed)$/,
    );
  });
  test('no alg', async () => {
    assert.equal(inShort(await verify(signToken({ headerText: '{}' }))), 'invalid: algorithm');
  });
  test('an empty signature under a good header', async () => {
    assert.match(inShort(await verify(`${head}.${body}.`)), /^invalid: (signature|malformed)$/);
  });
});

suite('a public key taken for a shared secret', () => {
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    const secrets: Readonly<Record<string, string | Uint8Array>> = {
      'as PEM': ours.spki,
      'as PEM without its last line break': ours.spki.trim(),
      'as DER': ours.publicKey.export({ type: 'spki', format: 'der' }),
      'as JWK': JSON.stringify(ours.jwk),
    };
    for (const [form, secret] of Object.entries(secrets)) {
      test(`${alg} with the public key ${form}`, async () => {
        assert.equal(inShort(await verify(signToken({ alg, secret }))), 'invalid: algorithm');
      });
    }
    test(`${alg} where the config asks for it`, async () => {
      const asked = aVerifier({ publicKey: ours.spki, algorithms: ['ES256', alg as 'HS256'] });

      assert.equal(inShort(await asked(signToken({ alg, secret: ours.spki }))), 'invalid: algorithm');
    });
  }
});

suite('hints in the header', () => {
  const hints: Readonly<Record<string, unknown>> = {
    jwk: theirs.jwk,
    jku: 'https://evil.example/jwks.json',
    x5u: 'https://evil.example/cert.pem',
    x5c: ['MIIB'],
    x5t: 'abc',
    kid: '../../../dev/null',
    typ: 'at+jwt',
    cty: 'JWT',
  };
  for (const [name, hint] of Object.entries(hints)) {
    test(`${name} does not bring a key`, async () => {
      const { verify: watched, fetched } = aWatchedVerifier();

      assert.equal(await watched(signToken({ key: theirs, header: { [name]: hint } })), 'invalid: signature');
      assert.deepEqual(fetched, []);
    });
    test(`${name} does no harm to a token of ours`, async () => {
      const { verify: watched, fetched } = aWatchedVerifier();

      assert.equal(await watched(signToken({ header: { [name]: hint } })), 'valid');
      assert.deepEqual(fetched, []);
    });
  }
  for (const kid of [7, null, {}, ['k1'], true]) {
    test(`a key id of ${JSON.stringify(kid)} names none`, async () => {
      assert.equal(inShort(await verify(signToken({ header: { kid } }))), 'valid');
    });
  }
});

suite('extensions that must be understood', () => {
  for (const header of [
    { crit: ['exp'], exp: 1 },
    { crit: ['b64'], b64: true },
    { crit: ['b64'], b64: false },
    { b64: false },
    { b64: null },
    { b64: 'true' },
    { crit: [] },
    { crit: 'exp' },
    { crit: null },
    { crit: ['http://openbanking.example/iat'] },
  ]) {
    test(JSON.stringify(header), async () => {
      assert.equal(inShort(await verify(signToken({ header }))), 'invalid: critical-header');
    });
  }
  test('b64 that says what holds anyway is fine', async () => {
    assert.equal(inShort(await verify(signToken({ header: { b64: true } }))), 'valid');
  });
});

suite('tokens that were tampered with', () => {
  test('another payload', async () => {
    const forged = `${head}.${encode('{"sub":"reader-2"}')}.${signature}`;

    assert.equal(inShort(await verify(forged)), 'invalid: signature');
  });
  test('another header', async () => {
    assert.equal(
      inShort(await verify(`${encode('{"alg":"ES256","typ":"x"}')}.${body}.${signature}`)),
      'invalid: signature',
    );
  });
  test('each octet of the signature counts', async () => {
    const octets = Buffer.from(signature, 'base64url');
    for (let at = 0; at < octets.length; at++) {
      const changed = Buffer.from(octets);
      changed[at]! ^= 1;
      assert.equal(inShort(await verify(`${head}.${body}.${encode(changed)}`)), 'invalid: signature');
    }
  });
  test('a signature of zeros', async () => {
    assert.equal(inShort(await verify(`${head}.${body}.${encode(new Uint8Array(64))}`)), 'invalid: signature');
  });
  test('a signature that was cut', async () => {
    assert.equal(
      inShort(await verify(`${head}.${body}.${encode(Buffer.from(signature, 'base64url').subarray(0, 63))}`)),
      'invalid: signature',
    );
  });
  test('a signature of another length than its key has (RFC 7518, section 3.4)', async () => {
    const octets = Buffer.from(signature, 'base64url');
    const [r, s] = [octets.subarray(0, 32), octets.subarray(32)];
    // As X.509 and many libraries write it: a sequence of two integers.
    const integer = (value: Buffer): Buffer => {
      const positive = value[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value;
      return Buffer.concat([Buffer.from([2, positive.length]), positive]);
    };
    const both = Buffer.concat([integer(r), integer(s)]);
    const others = {
      DER: Buffer.concat([Buffer.from([0x30, both.length]), both]),
      'a zero before each half': Buffer.concat([Buffer.from([0]), r, Buffer.from([0]), s]),
      'a zero at the end': Buffer.concat([octets, Buffer.from([0])]),
      'one half': r,
      none: Buffer.alloc(0),
    };
    for (const [says, other] of Object.entries(others)) {
      const found = inShort(await verify(`${head}.${body}.${encode(other)}`));
      assert.match(found, says === 'none' ? /^invalid: (signature|malformed)$/ : /^invalid: signature$/, says);
    }
  });
  test('a token that was cut in its payload', async () => {
    assert.equal(inShort(await verify(token.slice(0, head.length + 5))), 'invalid: malformed');
  });
  test('two members of one name: what was signed last counts for all who read', async () => {
    const result = await verify(signToken({ payloadText: '{"sub":"a","sub":"b"}' }));

    assert.equal(result.status === 'valid' && result.claims['sub'], 'b');
  });
});

suite('claims with hostile names', () => {
  const payloadText =
    '{"sub":"a","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"toString":"x","deep":{"__proto__":{"admin":true},"list":[{"__proto__":{"admin":true}}]}}';

  test('change no prototype', async () => {
    await verify(signToken({ payloadText }));

    assert.equal(({} as Record<string, unknown>)['admin'], undefined);
  });
  test('are members like any other, of objects without a prototype', async () => {
    const result = await verify(signToken({ payloadText }));
    assert.ok(result.status === 'valid');
    const deep = result.claims['deep'] as { list: [object] };

    assert.deepEqual(Object.keys(result.claims), ['sub', '__proto__', 'constructor', 'toString', 'deep']);
    assert.deepEqual(
      [result.claims, deep, deep.list[0]].map((object) => Object.getPrototypeOf(object)),
      [null, null, null],
    );
    assert.equal((deep as unknown as Record<string, unknown>)['admin'], undefined);
  });
  test('cannot be changed by who reads them', async () => {
    const result = await verify(signToken({ claims: { sub: 'a', deep: { list: [1] } } }));
    assert.ok(result.status === 'valid');
    const deep = result.claims['deep'] as { list: number[] };

    assert.throws(() => deep.list.push(2), TypeError);
    assert.throws(() => Object.assign(result.claims, { sub: 'b' }), TypeError);
  });
});
