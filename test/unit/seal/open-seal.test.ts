import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openWithMasterKeys } from '../../../src/seal/open-seal.js';
import { readSeal } from '../../../src/seal/read-seal.js';
import { parseSealKeys } from '../../../src/seal/parse-seal-keys.js';
import { readSealKeys } from '../../../src/seal/seal-keys.js';
import { aSeal, MASTER_KEY, SEAL_KEY, VECTOR } from '../../support/a-seal.js';

const OTHER_KEY = { kid: '2', key: 'A'.repeat(43) };

suite('opening a seal with sealing keys', () => {
  test('takes the key of its id, whichever one seals today', async () => {
    const keys = readSealKeys([OTHER_KEY, SEAL_KEY])!;

    assert.equal((await openWithMasterKeys(VECTOR.seal, keys)).content, VECTOR.content);
  });

  test('takes the key by the part of its id that is before the period', async () => {
    const seal = await aSeal(VECTOR.content, { kid: '1.2026-12' }, MASTER_KEY);

    assert.equal((await openWithMasterKeys(seal, readSealKeys([SEAL_KEY])!)).content, VECTOR.content);
  });

  test('rejects with key-unknown where no key has its id', async () => {
    const opened = openWithMasterKeys(VECTOR.seal, readSealKeys([OTHER_KEY])!);

    await assert.rejects(opened, { code: 'key-unknown', message: 'No key has the id "1" of the seal.' });
  });

  test('rejects with seal-invalid where another key has its id', async () => {
    const opened = openWithMasterKeys(VECTOR.seal, readSealKeys([{ ...OTHER_KEY, kid: '1' }])!);

    await assert.rejects(opened, { code: 'seal-invalid' });
  });

  test('rejects with seal-broken for another text', async () => {
    await assert.rejects(openWithMasterKeys('x', readSealKeys([SEAL_KEY])!), { code: 'seal-broken' });
  });
});

suite('the seal of a place', () => {
  test('is read', () => {
    assert.equal(readSeal(VECTOR.seal, 'articles').fields.path, '/story');
  });

  test('is seal-foreign where it is of another feature, and seal-broken where the text is not a seal', () => {
    assert.throws(() => readSeal(VECTOR.seal, 'videos'), { code: 'seal-foreign' });
    assert.throws(() => readSeal('x', 'articles'), { code: 'seal-broken' });
  });
});

suite('sealing keys', () => {
  test('are written as kid:key, separated by commas or white space', () => {
    assert.deepEqual(parseSealKeys(` 2:${OTHER_KEY.key},1:${SEAL_KEY.key}\n`), [OTHER_KEY, SEAL_KEY]);
    assert.deepEqual(parseSealKeys('abc'), [{ kid: '', key: 'abc' }]);
    assert.deepEqual(parseSealKeys(undefined), []);
  });

  test('keep their order: the first one seals', () => {
    assert.deepEqual([...readSealKeys([OTHER_KEY, SEAL_KEY])!.keys()], ['2', '1']);
  });

  const refused: readonly (readonly [says: string, value: unknown])[] = [
    ['an empty list', []],
    ['a text', `1:${SEAL_KEY.key}`],
    ['a list of texts', [`1:${SEAL_KEY.key}`]],
    ['an id with a dot', [{ ...SEAL_KEY, kid: '1.2' }]],
    ['an empty id', [{ ...SEAL_KEY, kid: '' }]],
    ['an id that is a number', [{ ...SEAL_KEY, kid: 1 }]],
    ['an id that comes twice', [SEAL_KEY, SEAL_KEY]],
    ['a key of 31 octets', [{ kid: '1', key: 'A'.repeat(42) }]],
    ['a key with padding', [{ kid: '1', key: `${SEAL_KEY.key}=` }]],
    ['a key that is missing', [{ kid: '1' }]],
  ];
  for (const [says, value] of refused) {
    test(`are refused: ${says}`, () => {
      assert.equal(readSealKeys(value), null);
    });
  }
});
