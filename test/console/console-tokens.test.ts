/** Settings › JSON Web Tokens of the console, and its token bench: steps 2, 3 and 6 of Zephr's tutorial. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { generateKeyPairSync, createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { SignJWT } from 'jose';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';
import { TUTORIAL } from '../support/served-command.js';

const CONFIG = { version: 1, features: { articles: {} } };
const { open } = useConsoleBrowser();

/** A key pair on the curve of ES256, and a token that it signed. */
async function aSignedToken(claims: Record<string, unknown>) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(createPrivateKey(privateKey));
  return { publicKey, privateKey, token };
}

suite('Settings › JSON Web Tokens', () => {
  test('takes a public key, and the bench verifies a token by it before it is saved', async () => {
    const { publicKey, token } = await aSignedToken({ sub: '1' });
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.paste('Secret or Public Key', publicKey);
    await app.paste('Token', token);
    await app.waitFor('signature ✓');
    await app.waitFor('A public key for ES256.');

    assert.equal(await server.readText(), JSON.stringify(CONFIG, null, 2) + '\n');
    await app.save();
    assert.deepEqual(JSON.parse(await server.readText()), { ...CONFIG, jwt: { publicKey } });
    assert.deepEqual(app.errors, []);
  });

  test('keeps a shared secret out of file and journal, and verifies the token of the tutorial by it', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Secret or Public Key', 'secret');
    await app.save();
    await app.paste('Token', TUTORIAL);
    await app.waitFor('signature ✓');

    const text = await server.readText();
    assert.deepEqual(JSON.parse(text), { ...CONFIG, jwt: { verifyEndpoint: '/zephr/verify' } });
    assert.ok(!text.includes('secret'));
    const state = join(server.folder, 'state', 'zephr-onpage');
    for (const name of await readdir(state).catch(() => []))
      assert.ok(!(await readFile(join(state, name), 'utf8')).includes('secret'));
  });

  test('refuses a private key, and saves nothing while it is in the field', async () => {
    const { privateKey } = await aSignedToken({});
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.paste('Secret or Public Key', privateKey);
    await app.click('button', 'Save');
    await app.waitFor('This is a private key.');

    assert.deepEqual(JSON.parse(await server.readText()), CONFIG);
  });

  test('maps readers and products, and the reader of a token changes on screen before anything is saved', async () => {
    await using server = await startConsole(
      { ...CONFIG, products: { gold: { title: 'Gold', claimValue: 'gold', features: ['articles'] } } },
      { env: { ZEPHR_JWT_SECRET: 'secret' } },
    );
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.paste('Token', TUTORIAL);
    await app.waitFor(/articles: anonymous/);
    await app.click('checkbox', 'Enable User Mapping');
    await app.fill('Foreign User ID Property', 'sub');
    await app.waitFor(/“1234567890”.*\n+.*articles: registered/);
    await app.click('checkbox', 'Enable Product Syncing');
    await app.fill('Private Claim Name', 'Prod');
    await app.waitFor('The config names the claim "Prod"; the token has "prod".');
    await app.fill('Private Claim Name', 'prod');
    await app.waitFor(/products: Gold\n+.*articles: customer/);
    await app.save();

    assert.deepEqual((JSON.parse(await server.readText()) as { jwt: unknown }).jwt, {
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    });
  });

  test('warns at the field of the user store while there is no endpoint', async () => {
    const { publicKey } = await aSignedToken({});
    await using server = await startConsole({ ...CONFIG, jwt: { publicKey } });
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.click('checkbox', 'Map Foreign User ID to user store');
    await app.fill('Foreign Key System', 'crm');
    await app.waitForField('Foreign Key System', /for the endpoint that the page asks/);
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), {
      ...CONFIG,
      jwt: { publicKey, userStore: { foreignKeySystem: 'crm' } },
    });
  });

  test('makes typing one step of Undo', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.click('checkbox', 'Enable User Mapping');
    await app.fill('Foreign User ID Property', 'sub');
    await app.click('button', 'Undo');
    await app.click('button', 'Undo');
    await app.waitForNo('textbox', 'Foreign User ID Property');
    await app.click('button', 'Redo');
    await app.click('button', 'Redo');
    await app.save();

    assert.match(await server.readText(), /"foreignUserIdProperty": "sub"/);
  });
});
