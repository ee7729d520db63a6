import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { verifyConfig } from '../../../src/token/verify/verify-config.js';
import { signConfigText } from '../../support/sign-config.js';
import { aKeyPair } from '../../support/sign-token.js';
import { runZephr } from '../../support/run-zephr.js';

const PEM = { type: 'pkcs8', format: 'pem' } as const;
const { privateKey, spki } = aKeyPair('P-256');
const KEY = privateKey.export(PEM) as string;
const CONFIG = '{ "version": 1,\n  "features": { "articles": { "rules": { "anonymous": { "content": "hide" } } } } }\n';
const SIGN = ['sign', 'FILE', '--key', 'FOLDER/key.pem'];
const CHECK = [...SIGN, '--check'];

suite('the command sign', () => {
  test('writes a detached signature over the octets of the config', async () => {
    const look = async (folder: string): Promise<void> => {
      const jws = await readFile(join(folder, 'zephr.json.sig'), 'utf8');
      assert.match(jws, /^[\w-]+\.\.[\w-]+\n$/);
      const { alg, iat } = await verifyConfig(await readFile(join(folder, 'zephr.json')), jws, spki);
      assert.equal(alg, 'ES256');
      assert.ok(Math.abs(iat! - Date.now() / 1000) < 60);
    };
    const { code, out } = await runZephr(SIGN, CONFIG, { files: { 'key.pem': KEY }, look });

    assert.deepEqual([code, out], [0, 'FOLDER/zephr.json.sig: the signature of 100 octets, by ES256\n']);
  });

  test('signs by a JWK, and writes over a signature of its own', async () => {
    const jwk = JSON.stringify({ ...aKeyPair('Ed25519').privateKey.export({ format: 'jwk' }), kid: 'k1' });
    const files = { 'key.pem': jwk, 'zephr.json.sig': signConfigText('{}') };
    const look = async (folder: string): Promise<void> => {
      const jws = await readFile(join(folder, 'zephr.json.sig'), 'utf8');
      await verifyConfig(Buffer.from(CONFIG), jws, aKeyPair('Ed25519').jwk);
    };

    assert.equal((await runZephr(SIGN, CONFIG, { files, look })).code, 0);
  });

  for (const [says, config, files, expected, words] of [
    ['a config with an error', '{ "version": 2, "features": {} }', {}, 1, /version-unknown/],
    ['a config that is no JSON', '{', {}, 1, /config-not-json/],
    ['a config with a byte order mark', `\uFEFF${CONFIG}`, {}, 1, /byte order mark/],
    ['by a public key', CONFIG, { 'key.pem': spki }, 2, /it is a public key, and signing needs the other half/],
    ['by a weak key', CONFIG, { 'key.pem': aKeyPair('RSA-1024').privateKey.export(PEM) }, 2, /1024 bits/],
    ['by a shared secret', CONFIG, { 'key.pem': '{"kty":"oct","k":"c2VjcmV0"}' }, 2, /not a private key/],
    ['by a text that is no key', CONFIG, { 'key.pem': 'key' }, 2, /not a private key/],
    ['over a file of another kind', CONFIG, { 'zephr.json.sig': 'mine' }, 2, /zephr sign did not make it/],
  ] as const) {
    test(`refuses ${says}`, async () => {
      const look = async (folder: string): Promise<void> => {
        const kept = 'zephr.json.sig' in files ? 'mine' : undefined;
        const found = await readFile(join(folder, 'zephr.json.sig'), 'utf8').catch(() => undefined);
        assert.equal(found, kept);
      };
      const run = await runZephr(SIGN, config, {
        files: { 'key.pem': KEY, ...(files as Record<string, string>) },
        look,
      });

      assert.equal(run.code, expected);
      assert.match(run.out + run.err, words);
      assert.doesNotMatch(run.out + run.err, /PRIVATE KEY|c2VjcmV0/);
    });
  }

  test('writes over a file of another kind by --force', async () => {
    const files = { 'key.pem': KEY, 'zephr.json.sig': 'mine' };

    assert.equal((await runZephr([...SIGN, '--force'], CONFIG, { files })).code, 0);
  });

  test('needs a key that is there', async () => {
    const { code, err } = await runZephr(SIGN, CONFIG, {
      look: async (folder) => assert.deepEqual(await readdir(folder), ['zephr.json']),
    });

    assert.equal(code, 2);
    assert.match(err, /key\.pem cannot be read/);
  });
});

suite('the command sign --check', () => {
  for (const [says, signature, key, expected] of [
    ['a signature of the file by that key', signConfigText(CONFIG), spki, 0],
    ['a signature by the pair of a private key', signConfigText(CONFIG), KEY, 0],
    ['a signature of another file', signConfigText('{}'), spki, 1],
    ['a signature by another key', signConfigText(CONFIG, { key: aKeyPair('P-256', 'another') }), spki, 1],
    ['a file that is no signature', 'mine', spki, 1],
    ['a missing signature', null, spki, 2],
    ['a file that is no key', signConfigText(CONFIG), 'key', 2],
  ] as const) {
    test(`ends with ${expected} for ${says}`, async () => {
      const files = { 'key.pem': key, ...(signature !== null && { 'zephr.json.sig': signature }) };

      assert.equal((await runZephr(CHECK, CONFIG, { files })).code, expected);
    });
  }
});
