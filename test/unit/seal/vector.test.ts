import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { encodeBase64url } from '../../../src/lib/base64url.js';
import { deriveContentKey, deriveFeatureKey, deriveWrappingKey } from '../../../src/seal/derive-keys.js';
import { parseSeal } from '../../../src/seal/envelope.js';
import { openContent } from '../../../src/seal/open-content.js';
import { releaseKey } from '../../../src/seal/release-key.js';
import { sealContent } from '../../../src/seal/seal-content.js';
import { webPrimitives } from '../../../src/seal/web-primitives.js';
import { aSeal, MASTER_KEY, octetsOf, someSealFields, VECTOR } from '../../support/a-seal.js';

const HEADER = VECTOR.seal.split('.')[0]!;
const text = (octets: Uint8Array): string => new TextDecoder().decode(octets);

suite('the vector of the format', () => {
  test('gives the keys, from the master key on', async () => {
    const featureKey = await deriveFeatureKey(MASTER_KEY, '1', 'articles');
    const wrappingKey = await deriveWrappingKey(featureKey, HEADER);
    const content = await deriveContentKey(featureKey, HEADER, new TextEncoder().encode(VECTOR.content), webPrimitives);

    assert.equal(encodeBase64url(featureKey), VECTOR.featureKey);
    assert.equal(encodeBase64url(wrappingKey), VECTOR.wrappingKey);
    assert.equal(encodeBase64url(content.key), VECTOR.contentKey);
  });

  test('is what sealing gives, octet for octet', async () => {
    assert.equal(await aSeal(VECTOR.content, { isDeflated: false }), VECTOR.seal);
  });

  test('is opened by the feature key', async () => {
    const seal = parseSeal(VECTOR.seal)!;
    const key = await releaseKey(octetsOf(VECTOR.featureKey), seal.header, seal.wrapped);

    assert.equal(encodeBase64url(key), VECTOR.contentKey);
    assert.equal(await openContent(seal, key), VECTOR.content);
  });
});

suite('seals and jose', () => {
  for (const isDeflated of [false, true]) {
    test(`jose opens ours, ${isDeflated ? 'deflated' : 'not deflated'}`, async () => {
      const content = VECTOR.content.repeat(50_000);
      const seal = await aSeal(content, { isDeflated });
      const key = await deriveWrappingKey(octetsOf(VECTOR.featureKey), seal.split('.')[0]!);

      const opened = await compactDecrypt(seal, key, { maxDecompressedLength: 16_777_216 });

      assert.ok(text(opened.plaintext) === content);
    });

    test(`ours opens one that jose made, ${isDeflated ? 'deflated' : 'not deflated'}`, async () => {
      const fields = { kid: '1', zephr: { v: 1, feature: 'articles', path: '/story', part: 0 } };
      const header = { alg: 'A256KW', enc: 'A256GCM', typ: 'zephr-seal', cty: 'text/html', ...fields };
      const protectedHeader = isDeflated ? { ...header, zip: 'DEF' } : header;
      // The wrapping key depends on the header as it is written, which jose writes in the order of its members.
      const written = encodeBase64url(new TextEncoder().encode(JSON.stringify(protectedHeader)));
      const key = await deriveWrappingKey(octetsOf(VECTOR.featureKey), written);
      const encrypt = new CompactEncrypt(new TextEncoder().encode(VECTOR.content)).setProtectedHeader(protectedHeader);
      const seal = parseSeal(await encrypt.encrypt(key))!;

      const released = await releaseKey(octetsOf(VECTOR.featureKey), seal.header, seal.wrapped);

      assert.equal(seal.header, written);
      assert.equal(await openContent(seal, released), VECTOR.content);
    });
  }

  test('sealing is deterministic, and other contents have other keys and nonces', async () => {
    const featureKey = await deriveFeatureKey(MASTER_KEY, '1', 'articles');
    const seal = (content: string): Promise<string> => sealContent(content, someSealFields(), featureKey);

    const [first, again, other] = await Promise.all([seal('<p>One</p>'), seal('<p>One</p>'), seal('<p>Two</p>')]);

    assert.equal(again, first);
    const shared = other.split('.').filter((part, index) => part === first.split('.')[index]);
    assert.equal(shared.length, 1, 'only the header is the same');
  });
});
