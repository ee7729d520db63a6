import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { KEY_ALGORITHMS } from '../../../src/commands/keys/make-key-pair.js';
import { isKeyFor } from '../../../src/token/verify/measure-key.js';
import { runZephr } from '../../support/run-zephr.js';

const OUT = ['keys', '--out', 'FOLDER/keys'];

suite('the command keys', () => {
  for (const alg of KEY_ALGORITHMS) {
    test(`makes a pair for ${alg} that the SDK takes`, async () => {
      const { code, out } = await runZephr(['keys', '--alg', alg]);
      const [publicKey = '', privateKey = ''] = out.split(/(?=-----BEGIN PRIVATE)/);
      const hash = alg.startsWith('E') ? null : 'sha256';

      assert.equal(code, 0);
      assert.ok(await isKeyFor(publicKey, alg));
      const signature = sign(hash, Buffer.from('text'), createPrivateKey(privateKey));
      assert.ok(verify(hash, Buffer.from('text'), createPublicKey(publicKey), signature));
    });
  }

  test('makes another pair each time', async () => {
    assert.notEqual((await runZephr(['keys'])).out, (await runZephr(['keys'])).out);
  });

  test('makes JWKs that say what they are for', async () => {
    const { out } = await runZephr(['keys', '--jwk']);
    const [publicKey, privateKey] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>) as [Record<string, string>, Record<string, string>];
    const { d, ...half } = privateKey;

    assert.ok(d);
    assert.deepEqual(half, publicKey);
    assert.deepEqual([half['kty'], half['crv'], half['alg'], half['use']], ['EC', 'P-256', 'ES256', 'sig']);
    assert.match(half['kid']!, /^[\w-]{43}$/);
  });

  test('writes two files, the private one for its owner alone', async () => {
    const look = async (folder: string): Promise<void> => {
      assert.deepEqual((await readdir(join(folder, 'keys'))).sort(), ['private.pem', 'public.pem']);
      assert.equal((await stat(join(folder, 'keys', 'private.pem'))).mode & 0o777, 0o600);
    };
    const { code, out } = await runZephr(OUT, {}, { look });

    assert.equal(code, 0);
    assert.doesNotMatch(out, /BEGIN/);
    assert.match(out, /^FOLDER\/keys\/private\.pem: .*\nFOLDER\/keys\/public\.pem: .*\n$/);
  });

  for (const there of ['private.pem', 'public.pem']) {
    test(`writes nothing where ${there} already exists`, async () => {
      const look = async (folder: string): Promise<void> => {
        assert.deepEqual((await readdir(folder)).sort(), [there, 'zephr.json'].sort());
        assert.equal(await readFile(join(folder, there), 'utf8'), 'mine');
      };
      const { code, out, err } = await runZephr(['keys', '--out', 'FOLDER'], {}, { files: { [there]: 'mine' }, look });

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, new RegExp(`^error: FOLDER/${there} already exists. Nothing was written`));
    });
  }

  test('writes over files with --force, and sets their rights', async () => {
    const look = async (folder: string): Promise<void> => {
      assert.match(await readFile(join(folder, 'private.pem'), 'utf8'), /^-----BEGIN PRIVATE KEY/);
      assert.equal((await stat(join(folder, 'private.pem'))).mode & 0o777, 0o600);
    };
    const files = { 'private.pem': 'mine' };

    assert.equal((await runZephr(['keys', '--out', 'FOLDER', '--force'], {}, { files, look })).code, 0);
  });

  test('says why it cannot write', async () => {
    const { code, err } = await runZephr(['keys', '--out', 'FILE/keys']);

    assert.equal(code, 2);
    assert.match(err, /^error: FOLDER\/zephr\.json.* cannot be written: a part of its path is a file, not a folder/);
  });
});
