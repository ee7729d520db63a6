import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeProtectedHeader } from 'jose';
import { createGifts, type Gift } from '../../../src/endpoint/gifts/create-gifts.js';
import { aKeyPair } from '../../support/sign-token.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const SECRET = { ZEPHR_JWT_SECRET: 'secret' };
const KEY = aKeyPair('P-256').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

const give = (path: string, args: readonly string[] = [], env: Record<string, string> = SECRET): Promise<Run> =>
  runZephr(['gift', path, ...args], {}, { env, files: { key: KEY } });
const tokenOf = ({ out }: Run): string => out.split('\n')[0]!;

suite('the command gift', () => {
  test('prints a token for a week, and the path to share', async () => {
    const run = await give('/story?page=2#end');
    const token = tokenOf(run);
    const gift = (await createGifts({ secret: 'secret' }).read(token)) as Gift;

    assert.deepEqual([run.code, run.out, run.err], [0, `${token}\n/story?page=2&gift=${token}#end\n`, '']);
    assert.equal(gift.path, '/story');
    assert.ok(Math.abs(gift.expiresAt - Date.now() - 604_800_000) < 60_000);
  });

  test('lets it end after the given time', async () => {
    const gift = (await createGifts({ secret: 'secret' }).read(tokenOf(await give('/', ['--expires', '2h'])))) as Gift;

    assert.ok(Math.abs(gift.expiresAt - Date.now() - 7_200_000) < 60_000);
  });

  for (const [says, args, env] of [
    ['in a file', ['--signing-key', 'FOLDER/key'], SECRET],
    ['in the environment', [], { ...SECRET, ZEPHR_SIGNING_KEY: KEY }],
    ['in the environment, on one line', [], { ZEPHR_SIGNING_KEY: KEY.replaceAll('\n', '\\n') }],
    ['as a JWK', [], { ZEPHR_SIGNING_KEY: JSON.stringify(aKeyPair('P-256').privateKey.export({ format: 'jwk' })) }],
  ] as const) {
    test(`signs with a key ${says} rather than with the secret`, async () => {
      const token = tokenOf(await give('/story', args, env));

      assert.equal(decodeProtectedHeader(token).alg, 'ES256');
      assert.equal(((await createGifts({ signingKey: KEY }).read(token)) as Gift).path, '/story');
    });
  }

  for (const [says, run, message] of [
    ['without a key', () => give('/story', [], {}), /no key to sign with: set ZEPHR_SIGNING_KEY or ZEPHR_JWT_SECRET/],
    ['text that is not a path', () => give('story'), /^error: "story" must be a path such as "\/story"\.$/m],
    ['an invalid key', () => give('/', ['--signing-key', 'FILE']), /^error: FOLDER\/zephr\.json is not a private key/],
    [
      'a key of another kind',
      () => give('/', [], { ZEPHR_SIGNING_KEY: 'x' }),
      /^error: ZEPHR_SIGNING_KEY is not a private/,
    ],
    ['a key file that is missing', () => give('/', ['--signing-key', 'FOLDER/none']), /the file does not exist/],
  ] as const) {
    test(`refuses ${says}, in a sentence`, async () => {
      const { code, out, err } = await run();

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  }
});
