import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { aCookieVerifier, aVerifier, inShort } from '../../../support/a-verifier.js';
import { aKeyPair, encode, signToken } from '../../../support/sign-token.js';

const ours = aKeyPair('P-256');
const theirs = aKeyPair('P-256', 'theirs');
const verify = aVerifier({ publicKey: ours.spki });
const token = signToken();
const [head, body, signature] = token.split('.') as [string, string, string];

suite('parts that are not objects', () => {
  for (const text of [
    '[]',
    '["ES256"]',
    '"text"',
    '7',
    'null',
    'true',
    '',
    ' ',
    '{',
    '{}}',
    '{"a":1,}',
    "{'a':1}",
    'NaN',
  ]) {
    test(`a payload of ${JSON.stringify(text)}`, async () => {
      assert.equal(inShort(await verify(signToken({ payloadText: text }))), 'invalid: malformed');
    });
    test(`a header of ${JSON.stringify(text)}`, async () => {
      assert.equal(inShort(await verify(signToken({ headerText: text }))), 'invalid: malformed');
    });
  }
  test('a payload that is not UTF-8', async () => {
    const payloadText = Buffer.concat([Buffer.from('{"sub":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);

    assert.equal(inShort(await verify(signToken({ payloadText }))), 'invalid: malformed');
  });
  test('a payload with a lone surrogate in UTF-8', async () => {
    const payloadText = Buffer.concat([Buffer.from('{"sub":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')]);

    assert.equal(inShort(await verify(signToken({ payloadText }))), 'invalid: malformed');
  });
  test('a payload that begins with a byte order mark', async () => {
    assert.equal(inShort(await verify(signToken({ payloadText: '\uFEFF{"sub":"a"}' }))), 'invalid: malformed');
  });
  test('a payload in UTF-16', async () => {
    assert.equal(
      inShort(await verify(signToken({ payloadText: Buffer.from('{"sub":"a"}', 'utf16le') }))),
      'invalid: malformed',
    );
  });
  test('white space in a payload is fine', async () => {
    assert.equal(inShort(await verify(signToken({ payloadText: ' {\n"sub" : "a" }\n' }))), 'valid');
  });
  test('text beyond ASCII in a payload arrives as it is', async () => {
    const result = await verify(signToken({ claims: { sub: 'a', name: 'Zürich 東京 😀' } }));

    assert.equal(result.status === 'valid' && result.claims['name'], 'Zürich 東京 😀');
  });
});

suite('writings that a lenient decoder takes', () => {
  const middle = Math.floor(signature.length / 2);
  const rows: readonly (readonly [says: string, text: string])[] = [
    ['no text at all', ''],
    ['text without dots', 'token'],
    ['two parts', `${head}.${body}`],
    ['four parts', `${token}.`],
    ['five parts, as an encrypted token has', `${head}.${body}.${signature}.${body}.${signature}`],
    ['an empty header', `.${body}.${signature}`],
    ['an empty payload', `${head}..${signature}`],
    ['only dots', '..'],
    ['padding after the signature', `${token}==`],
    ['padding after the header', `${head}=.${body}.${signature}`],
    ['a space before it', ` ${token}`],
    ['a space after it', `${token} `],
    ['a line break after it', `${token}\n`],
    ['a line break inside', `${head}.${body}.${signature.slice(0, middle)}\n${signature.slice(middle)}`],
    ['a tab inside the payload', `${head}.${body.slice(0, 4)}\t${body.slice(4)}.${signature}`],
    ['a zero character', `${token}\0`],
    ['a plus sign', `${head}.${body}.+${signature.slice(1)}`],
    ['a slash', `${head}.${body}./${signature.slice(1)}`],
    ['a percent sign', `${head}.${body}.%2D${signature.slice(4)}`],
    ['a letter beyond ASCII', `${head}.${body}.ä${signature.slice(1)}`],
    ['a letter that lower case makes ASCII', `${head}.${body}.\u212A${signature.slice(1)}`],
    ['one character too many', `${head}.${body}.${signature}AAA`],
    ['quotes around it', `"${token}"`],
    ['Bearer before it', `Bearer ${token}`],
    ['JSON serialisation', JSON.stringify({ protected: head, payload: body, signature })],
  ];
  for (const [says, text] of rows) {
    test(says, async () => {
      assert.match(inShort(await verify(text)), /^(invalid: malformed|none)$/);
    });
  }

  test('spare bits in the last character of the signature, which decode to the same octets', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet[alphabet.indexOf(signature.at(-1)!) + 1]!;
    const twin = signature.slice(0, -1) + last;
    assert.deepEqual(Buffer.from(twin, 'base64url'), Buffer.from(signature, 'base64url'));

    assert.equal(inShort(await verify(`${head}.${body}.${twin}`)), 'invalid: malformed');
  });

  for (const spare of [1, 2]) {
    test(`spare bits at the end of a payload that leaves ${spare} octets over`, async () => {
      const payload = encode(`{"sub":"a"}${' '.repeat((spare - ('{"sub":"a"}'.length % 3) + 3) % 3)}`);
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const twin = payload.slice(0, -1) + alphabet[alphabet.indexOf(payload.at(-1)!) + 1]!;

      assert.equal(inShort(await verify(`${head}.${twin}.${signature}`)), 'invalid: malformed');
    });
  }
});

suite('sizes', () => {
  /** A valid token of exactly this many characters. */
  function aTokenOf(length: number): string {
    for (let filler = Math.floor(length * 0.75); filler > 0; filler--) {
      const made = signToken({ claims: { sub: 'a', filler: 'x'.repeat(filler) } });
      if (made.length <= length) return made;
    }
    throw new Error('No such token.');
  }

  test('8,192 characters are read', async () => {
    const made = aTokenOf(8192);

    assert.ok(made.length > 8188);
    assert.equal(inShort(await verify(made)), 'valid');
  });
  test('more than 8,192 characters are refused', async () => {
    assert.equal(inShort(await verify(aTokenOf(8200))), 'invalid: too-large');
  });
  test('a token that is too long is not even split', async () => {
    assert.equal(inShort(await verify('.'.repeat(8193))), 'invalid: too-large');
  });
  test('8,192 dots are refused', async () => {
    assert.equal(inShort(await verify('.'.repeat(8192))), 'invalid: malformed');
  });
  test('a megabyte is refused', async () => {
    assert.equal(inShort(await verify('x'.repeat(1_048_576))), 'invalid: too-large');
  });
  for (const [depth, gives] of [
    [199, 'valid'],
    [200, 'invalid: malformed'],
    [2900, 'invalid: malformed'],
  ] as const) {
    test(`brackets ${depth} deep inside the claims are ${gives}`, async () => {
      const payloadText = `{"sub":"a","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

      assert.equal(inShort(await verify(signToken({ payloadText }))), gives);
    });
  }
  test('a token that is not a text is refused', async () => {
    for (const odd of [7, true, {}, ['a.b.c'], () => 'a.b.c']) {
      assert.equal(inShort(await verify(odd as string)), 'invalid: malformed');
    }
  });
});

suite('any value in place of a token', () => {
  const settled = fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (header, claims) => {
    const made = signToken({ headerText: JSON.stringify(header), claims, key: theirs });
    assert.match(inShort(await verify(made)), /^invalid: /);
  });

  test('any header and any payload come to a reason', () => fc.assert(settled, { numRuns: 500 }));

  test('any member of a header comes to a reason', async () => {
    const name = fc.constantFrom('alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'x5c', 'zip', '__proto__');
    const property = fc.asyncProperty(name, fc.jsonValue(), async (member, value) => {
      const headerText = `{"alg":"ES256",${JSON.stringify(member)}:${JSON.stringify(value)}}`;
      assert.match(inShort(await verify(signToken({ headerText, key: theirs }))), /^invalid: /);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  test('any text comes to a reason', async () => {
    const property = fc.asyncProperty(fc.string(), async (text) => {
      assert.match(inShort(await verify(text)), text === '' ? /^none$/ : /^invalid: /);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  test('any cookies come to a reason or to none', async () => {
    const cookies = aCookieVerifier({ publicKey: ours.spki });
    const property = fc.asyncProperty(fc.string(), async (text) => {
      assert.match(inShort(await cookies(`blaize_jwt=${text}`)), /^(none|invalid: .*)$/);
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
