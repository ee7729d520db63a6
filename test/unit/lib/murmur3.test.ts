import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { murmur3 } from '../../../src/lib/murmur3.js';

const SEED = 0x9747b28c;

/** Vectors that implementations in many languages are held against: octets in hexadecimal, or a text. */
const VECTORS: readonly (readonly [data: string | readonly number[], seed: number, hash: number])[] = [
  ['', 0, 0],
  ['', 1, 0x514e28b7],
  ['', 0xffffffff, 0x81f16f39],
  [[0xff, 0xff, 0xff, 0xff], 0, 0x76293b50],
  [[0x21, 0x43, 0x65, 0x87], 0, 0xf55b516b],
  [[0x21, 0x43, 0x65, 0x87], 0x5082edee, 0x2362f9de],
  [[0x21, 0x43, 0x65], 0, 0x7e4a8634],
  [[0x21, 0x43], 0, 0xa0f7b07a],
  [[0x21], 0, 0x72661cf4],
  [[0, 0, 0, 0], 0, 0x2362f9de],
  [[0, 0, 0], 0, 0x85f0b427],
  [[0, 0], 0, 0x30f4c306],
  [[0], 0, 0x514e28b7],
  ['a', SEED, 0x7fa09ea6],
  ['aa', SEED, 0x5d211726],
  ['aaa', SEED, 0x283e0130],
  ['aaaa', SEED, 0x5a97808a],
  ['ab', SEED, 0x74875592],
  ['abc', SEED, 0xc84a62dd],
  ['abcd', SEED, 0xf0478627],
  ['abc', 0, 0xb3dd93fa],
  ['test', 0, 0xba6bd213],
  ['test', SEED, 0x704b81dc],
  ['Hello, world!', 0, 0xc0363e43],
  ['Hello, world!', SEED, 0x24884cba],
  ['The quick brown fox jumps over the lazy dog', 0, 0x2e4ff723],
  ['The quick brown fox jumps over the lazy dog', SEED, 0x2fa826cd],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', 0, 0xee925b90],
  ['ππππππππ', SEED, 0xd58063c1],
  ['a'.repeat(256), SEED, 0x37405bdc],
];

suite('MurmurHash3 gives what others give', () => {
  for (const [data, seed, hash] of VECTORS) {
    const octets = typeof data === 'string' ? new TextEncoder().encode(data) : Uint8Array.from(data);
    test(`for ${JSON.stringify(data).slice(0, 50)} and the seed ${seed.toString(16)}`, () => {
      assert.equal(murmur3(octets, seed).toString(16), hash.toString(16));
    });
  }
});

test('it passes the test that its author verifies implementations by', () => {
  // SMHasher's VerificationTest: the hashes of 256 keys, of 0 to 255 octets, are hashed in turn.
  const hashes = new DataView(new ArrayBuffer(1024));
  for (let length = 0; length < 256; length++) {
    const key = Uint8Array.from({ length }, (_, octet) => octet);
    hashes.setUint32(4 * length, murmur3(key, 256 - length), true);
  }

  assert.equal(murmur3(new Uint8Array(hashes.buffer), 0), 0xb0f57ee3);
});

test('a hash is a whole number from 0 to 2³² - 1', () => {
  for (let i = 0; i < 1000; i++) {
    const hash = murmur3(new TextEncoder().encode(`reader-${i}`), i);
    assert.equal(hash, hash >>> 0);
  }
});

test('a seed above 2³¹ is the same as the negative number of its bits', () => {
  const octets = new TextEncoder().encode('reader');

  assert.equal(murmur3(octets, 0xffffffff), murmur3(octets, -1));
});

test('data that begin inside a larger buffer are read from there', () => {
  const inside = new Uint8Array([9, 9, 0x21, 0x43, 0x65, 0x87, 9]).subarray(2, 6);

  assert.equal(murmur3(inside, 0), 0xf55b516b);
});
