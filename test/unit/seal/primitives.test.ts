import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { choosePrimitives } from '../../../src/seal/choose-primitives.js';
import { MAX_SYNC_OCTETS } from '../../../src/seal/limits.js';
import { findNodePrimitives } from '../../../src/seal/node-primitives.js';
import { parseSeal } from '../../../src/seal/envelope.js';
import { releaseKey } from '../../../src/seal/release-key.js';
import { sealContent } from '../../../src/seal/seal-content.js';
import { webPrimitives } from '../../../src/seal/web-primitives.js';
import { changePart, octetsOf, someSealFields, VECTOR } from '../../support/a-seal.js';

const FEATURE_KEY = octetsOf(VECTOR.featureKey);
const node = findNodePrimitives()!;

/** Lets the runtime have some modules of Node only, or none, or changed ones. */
function giveModules(t: TestContext, give: (name: string, real: object) => object | undefined): void {
  const real: (name: string) => object = process.getBuiltinModule.bind(process);
  t.mock.method(process, 'getBuiltinModule', (name: string) => give(name, real(name)));
}

suite('node:crypto and WebCrypto give the same seal, octet for octet', () => {
  const contents = {
    'a short text': VECTOR.content,
    'one character': 'x',
    'a text of many lengths of block': VECTOR.content.repeat(1000),
    'letters outside of Latin': '<p>Ünïcode, 日本語 and 🎉</p>',
  };
  for (const [name, content] of Object.entries(contents))
    for (const isDeflated of [true, false])
      test(`${name}, ${isDeflated ? 'deflated' : 'not deflated'}`, async () => {
        const fields = someSealFields({ isDeflated });

        const byNode = await sealContent(content, fields, FEATURE_KEY, () => node);
        const byWeb = await sealContent(content, fields, FEATURE_KEY, () => webPrimitives);

        assert.equal(byNode, byWeb);
      });
});

suite('a wrapped key', () => {
  for (const [name, by] of Object.entries({ 'node:crypto': node, WebCrypto: webPrimitives })) {
    test(`is released by ${name}`, async () => {
      const { header, wrapped } = parseSeal(VECTOR.seal)!;

      assert.deepEqual(await releaseKey(FEATURE_KEY, header, wrapped, by), octetsOf(VECTOR.contentKey));
    });

    test(`is refused by ${name} with one character changed`, async () => {
      const { header, wrapped } = parseSeal(changePart(VECTOR.seal, 1))!;

      await assert.rejects(releaseKey(FEATURE_KEY, header, wrapped, by), { code: 'seal-invalid' });
    });
  }
});

suite('the cryptography of a runtime', () => {
  test('is that of Node for keys and usual contents, and WebCrypto for one that would hold up a server', () => {
    assert.notEqual(choosePrimitives(), webPrimitives);
    assert.notEqual(choosePrimitives(MAX_SYNC_OCTETS), webPrimitives);
    assert.equal(choosePrimitives(MAX_SYNC_OCTETS + 1), webPrimitives);
  });

  test('is not that of Node in a runtime without it', (t) => {
    giveModules(t, () => undefined);

    assert.equal(findNodePrimitives(), null);
  });

  test('is not that of Node where it has no AES-KW', (t) => {
    giveModules(t, (_, real) => ({
      ...real,
      createCipheriv: (name: string) => {
        throw new Error(`no ${name}`);
      },
    }));

    assert.equal(findNodePrimitives(), null);
  });

  test('is not that of Node where it takes a wrapped key that was changed', (t) => {
    const key = node.expand(new Uint8Array(32), new Uint8Array(), 32) as Uint8Array;
    giveModules(t, (_, real) => ({
      ...real,
      createDecipheriv: () => ({ update: () => key, final: () => new Uint8Array() }),
    }));

    assert.equal(findNodePrimitives(), null);
  });
});
