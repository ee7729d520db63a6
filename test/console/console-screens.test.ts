/** The frame of the console and its screens: catalogue, changes, text, and what other programs do. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { startConsole, toText, useConsoleBrowser } from '../support/console-page.js';

const JWT = { userMapping: { foreignUserIdProperty: 'sub' }, productSyncing: { privateClaimName: 'prod' } };
const CONFIG = { version: 1, features: { articles: {}, videos: {} }, jwt: { ...JWT, verifyEndpoint: '/zephr/verify' } };
const GOLD = { title: 'Gold', features: ['articles', 'videos'], claimValue: 'gold' };
const { open } = useConsoleBrowser();

suite('Products › Catalogue', () => {
  test('makes the product of the tutorial, whose Claim Value is locked until Unlock', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Catalogue');
    await app.click('button', 'Add a product');
    await app.fill('Title', 'Gold');
    await app.click('checkbox', 'articles');
    await app.click('checkbox', 'videos');
    assert.ok(await app.isDisabled('textbox', 'Claim Value'));
    await app.click('button', 'Unlock');
    assert.ok(!(await app.isDisabled('textbox', 'Claim Value')));
    await app.click('checkbox', 'Auto-assign from JWT');
    await app.fill('Claim Value', 'gold');
    await app.waitFor('{"sub":"1","prod":"gold"}');
    await app.click('button', 'Update & Lock');
    assert.ok(await app.isDisabled('textbox', 'Claim Value'));
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), { ...CONFIG, products: { gold: GOLD } });
    assert.match(app.page.url(), /#\/products\/catalogue\/gold$/);
    assert.deepEqual(app.errors, []);
  });

  test('limits a product to sites and groups, and takes the limit away again', async () => {
    const sites = {
      daily: { title: 'Daily', hosts: ['www.daily.example'] },
      local: { hosts: ['local.example'], group: 'regional' },
    };
    const limited = (names?: readonly string[]): object => ({
      ...{ ...CONFIG, sites },
      products: { gold: { ...GOLD, ...(names && { sites: names }) } },
    });
    await using server = await startConsole(limited(['gone']));
    await using app = await open(server.address);
    await app.click('link', 'Catalogue');
    await app.click('link', 'Gold');
    await app.click('checkbox', 'gone');
    await app.click('checkbox', 'a site of the group regional');
    await app.click('checkbox', 'Daily');
    await app.save();
    assert.deepEqual(JSON.parse(await server.readText()), limited(['daily', 'group:regional']));

    await app.click('checkbox', 'Daily');
    await app.click('checkbox', 'a site of the group regional');
    await app.save();
    assert.deepEqual(JSON.parse(await server.readText()), limited());
    assert.deepEqual(app.errors, []);
  });

  test('asks before it saves a product without a Claim Value', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Catalogue');
    await app.click('button', 'Add a product');
    await app.fill('Title', 'Silver');
    await app.click('button', 'Save');
    await app.find('dialog', 'Save with mistakes?');
    await app.click('button', 'Keep editing');
    assert.deepEqual(JSON.parse(await server.readText()), CONFIG);
    await app.click('button', 'Undo');
    await app.waitFor('There are no products yet.');
  });

  test('shows the test readers of the readers file, and who would be customers', async () => {
    const readers = {
      version: 1,
      readers: {
        visitor: { title: 'Visitor' },
        holder: { title: 'Holder', claims: { sub: '2', prod: ['silver', 'gold'] } },
      },
    };
    await using server = await startConsole(
      { ...CONFIG, products: { gold: GOLD } },
      { files: { 'zephr.readers.json': readers } },
    );
    await using app = await open(server.address);
    await app.click('link', 'Catalogue');
    await app.click('link', 'Gold');

    await app.waitFor(/Visitor\s+anonymous\s+anonymous\s+Holder\s+customer\s+customer/);
  });
});

suite('Components', () => {
  test('adds the walls of the tutorial, and tells where a wall is used', async () => {
    const features = { articles: { rules: { registered: { content: 'hide', components: ['subscribe'] } } } };
    await using server = await startConsole({ version: 1, features });
    await using app = await open(server.address);
    await app.click('link', 'Components');
    await app.click('button', 'Add a component');
    await app.fill('Title', 'register');
    await app.fill('Heading', 'Register to read on');
    await app.waitFor('No outcome shows it yet.');
    await app.click('button', 'Add a component');
    await app.fill('Title', 'Subscribe');
    await app.choose('Type', 'paywall');
    await app.fill('Heading', 'Keep reading');
    await app.waitFor('Used in: feature articles');
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), {
      version: 1,
      features,
      components: {
        register: { type: 'registration-wall', heading: 'Register to read on' },
        subscribe: { type: 'paywall', heading: 'Keep reading' },
      },
    });
    assert.deepEqual(app.errors, []);
  });
});

suite('the console', () => {
  test('takes the key out of the address, and is locked without it', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.find('button', 'Undo');
    assert.ok(!app.page.url().includes(server.token));
    await using other = await open(`${server.origin}/#/changes`);

    await other.waitFor('Locked');
    assert.ok(!(await other.page.content()).includes('articles'));
  });

  test('tells its edits in words, and discards them as one step', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Foreign User ID Property', 'id');
    await app.click('link', 'Changes');
    await app.waitFor('1 edit since the last save');
    await app.waitFor('is "id" instead of "sub"');
    await app.click('button', 'Discard all');
    await app.waitFor('Nothing differs from the file.');
    await app.click('button', 'Undo');
    await app.waitFor('1 edit since the last save');
  });

  test('saves and bundles, and shows the lines for pages', async () => {
    await using server = await startConsole(CONFIG, { bundle: 'site.js' });
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Foreign User ID Property', 'id');
    await app.click('link', 'Changes');
    await app.click('button', 'Save and bundle');
    await app.waitFor('site.js is written.');
    await app.waitFor('<script src="/site.js"');

    assert.match(await server.readText(), /"foreignUserIdProperty": "id"/);
    assert.match(await readFile(join(server.folder, 'site.js'), 'utf8'), /"foreignUserIdProperty":"id"/);
  });

  test('waits while the text is not JSON, says where, and goes on when it is', async () => {
    await using server = await startConsole('{ "version": 1,\n  "features": { }');
    await using app = await open(server.address);
    await app.waitFor('The file is not JSON');
    await app.click('link', 'Edit it as text');
    await app.waitFor(/Line 2, column \d+/);
    await app.paste('zephr.json', '{ "version": 1,\n  "features": { "news": {} } }\n');
    await app.save();
    assert.equal(await server.readText(), '{ "version": 1,\n  "features": { "news": {} } }\n');
    await app.click('link', 'Catalogue');
    await app.find('button', 'Add a product');
  });

  test('loads what another program writes, beside edits of its own', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Foreign User ID Property', 'id');
    await server.writeText(toText({ ...CONFIG, dataLayer: false }));
    await app.waitFor('Your edits were kept');
    await app.save();

    const { jwt, dataLayer } = JSON.parse(await server.readText()) as Record<string, unknown>;
    assert.deepEqual([jwt, dataLayer], [{ ...CONFIG.jwt, userMapping: { foreignUserIdProperty: 'id' } }, false]);
  });

  test('shows both sides where they changed the same place, and writes the chosen one', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Foreign User ID Property', 'id');
    await server.writeText(
      toText({ ...CONFIG, jwt: { ...CONFIG.jwt, userMapping: { foreignUserIdProperty: 'uid' } } }),
    );
    await app.find('dialog', 'Changed by both');
    await app.click('button', 'Keep mine');
    await app.click('button', 'Go on');
    await app.save();

    assert.match(await server.readText(), /"foreignUserIdProperty": "id"/);
  });

  test('offers edits after a crash, and restores them exactly', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Foreign User ID Property', 'id');
    await app.kept();
    await using next = await server.restart();
    await using again = await open(next.address);
    await again.click('button', 'Restore');
    await again.save();

    assert.match(await server.readText(), /"foreignUserIdProperty": "id"/);
  });
});
