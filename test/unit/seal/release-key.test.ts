import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { deriveFeatureKey } from '../../../src/seal/derive-keys.js';
import { parseSeal, parseWrappedKey } from '../../../src/seal/envelope.js';
import { releaseKey } from '../../../src/seal/release-key.js';
import { aSeal, changePart, MASTER_KEY, octetsOf, VECTOR } from '../../support/a-seal.js';

const FEATURE_KEY = octetsOf(VECTOR.featureKey);

suite('a key is released only below the header that it was wrapped for', () => {
  const seal = parseSeal(VECTOR.seal)!;
  const invalid = { name: 'SealError', code: 'seal-invalid' };

  test('not below the header of another article', async () => {
    const other = parseSeal(await aSeal('<p>Free</p>', { path: '/free' }))!;

    await assert.rejects(releaseKey(FEATURE_KEY, other.header, seal.wrapped), invalid);
    await assert.rejects(releaseKey(FEATURE_KEY, seal.header, other.wrapped), invalid);
  });

  test('not where one character of the wrapped key was changed', async () => {
    const { header, wrapped } = parseWrappedKey(parseSeal(changePart(VECTOR.seal, 1))!.question)!;

    await assert.rejects(releaseKey(FEATURE_KEY, header, wrapped), invalid);
  });

  test('not with the key of another feature, id or master key', async () => {
    const keys = [
      await deriveFeatureKey(MASTER_KEY, '1', 'videos'),
      await deriveFeatureKey(MASTER_KEY, '2', 'articles'),
      await deriveFeatureKey(new Uint8Array(32), '1', 'articles'),
    ];

    for (const key of keys) await assert.rejects(releaseKey(key, seal.header, seal.wrapped), invalid);
  });

  test('and the message holds neither key nor header', async () => {
    const error = await releaseKey(new Uint8Array(32), seal.header, seal.wrapped).catch(String);

    assert.equal(error, 'SealError: The header of the seal does not belong to its key.');
  });
});
