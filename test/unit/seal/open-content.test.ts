import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseSeal } from '../../../src/seal/envelope.js';
import { openContent } from '../../../src/seal/open-content.js';
import { releaseKey } from '../../../src/seal/release-key.js';
import { joseSeal } from '../../support/a-jose-seal.js';
import { aSeal, changePart, octetsOf, VECTOR } from '../../support/a-seal.js';

const FEATURE_KEY = octetsOf(VECTOR.featureKey);

/** Opens a seal with the key that belongs to it, or with another one. */
async function open(text: string, key?: Uint8Array<ArrayBuffer>): Promise<string> {
  const seal = parseSeal(text);
  assert.ok(seal, 'is a seal');
  return openContent(seal, key ?? (await releaseKey(FEATURE_KEY, seal.header, seal.wrapped)));
}

suite('opening a seal', () => {
  const contents: readonly (readonly [says: string, content: string])[] = [
    ['nothing but white space', ' \n'],
    ['a byte order mark at its beginning', '\uFEFF<p>x</p>'],
    ['characters of other planes', '<p>\u{1F5DE}</p>'],
    ['line ends of Windows', '<p>a</p>\r\n<p>b</p>\r\n'],
    ['1 MB', `<p>${'The wall, and what is behind it. '.repeat(31_250)}</p>`],
  ];
  for (const [says, content] of contents) {
    test(`gives a content with ${says} back as it was`, async () => {
      assert.ok((await open(await aSeal(content))) === content);
      assert.ok((await open(await aSeal(content, { isDeflated: false }))) === content);
    });
  }

  for (const [name, part] of Object.entries({ nonce: 2, ciphertext: 3, tag: 4 })) {
    test(`rejects with seal-broken where one character of the ${name} was changed`, async () => {
      const seal = await aSeal(VECTOR.content);

      await assert.rejects(open(changePart(seal, part, 4)), { name: 'SealError', code: 'seal-broken' });
    });
  }

  test('rejects with seal-broken where the header is that of another part', async () => {
    const [one, two] = await Promise.all([aSeal('<p>1</p>'), aSeal('<p>2</p>', { part: 1 })]);
    const { header, wrapped } = parseSeal(one)!;
    const key = await releaseKey(FEATURE_KEY, header, wrapped);

    await assert.rejects(open([two.split('.')[0], ...one.split('.').slice(1)].join('.'), key), { code: 'seal-broken' });
  });

  test('rejects with seal-broken for a key of another length', async () => {
    await assert.rejects(open(VECTOR.seal, new Uint8Array(5)), { code: 'seal-broken' });
  });

  test('rejects with seal-too-large where more than 16 MiB come out', async () => {
    const seal = await joseSeal(new Uint8Array(17 * 1_048_576).fill(97), true);

    assert.ok(seal.length < 100_000, 'is small as it travels');
    await assert.rejects(open(seal), { code: 'seal-too-large' });
  });

  test('rejects with seal-broken for a content that is not UTF-8', async () => {
    await assert.rejects(open(await joseSeal(new Uint8Array([0xff]), false)), { code: 'seal-broken' });
  });

  test('rejects with seal-broken for a content that does not inflate', async () => {
    const seal = await joseSeal(new Uint8Array([0xff, 0xff]), false, 'DEF');

    await assert.rejects(open(seal), { code: 'seal-broken' });
  });

  test('rejects with seal-unsupported without DecompressionStream', async () => {
    const seal = await aSeal(VECTOR.content);
    const stream = globalThis.DecompressionStream;
    Reflect.deleteProperty(globalThis, 'DecompressionStream');
    try {
      await assert.rejects(open(seal), { code: 'seal-unsupported' });
      assert.equal(await open(VECTOR.seal), VECTOR.content);
    } finally {
      globalThis.DecompressionStream = stream;
    }
  });
});

suite('sealing', () => {
  test('rejects with seal-too-large a content of more than 16 MiB', async () => {
    await assert.rejects(aSeal('a'.repeat(16_777_217)), { code: 'seal-too-large' });
  });

  test('rejects with seal-too-large facts that do not fit into the header', async () => {
    await assert.rejects(aSeal('a', { facts: { meta: { text: 'a'.repeat(9000) } } }), { code: 'seal-too-large' });
  });
});
