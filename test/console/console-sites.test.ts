/** Settings › Sites: the sites that share a config, as a form. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { useKeyboard, useMouse } from '../support/console-hands.js';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';

const { open } = useConsoleBrowser();

const SITES = {
  daily: { title: 'The Daily', hosts: ['www.daily.example'] },
  north: { hosts: ['north.example'], group: 'regional' },
};
const NODE = { type: 'site', sites: ['north', 'group:regional'], yes: 'show', no: 'show' };
const CONFIG = {
  version: 1,
  sites: SITES,
  products: { local: { claimValue: 'local', features: ['articles'], sites: ['north'] } },
  features: { articles: { rules: { anonymous: NODE } } },
};

suite('Settings › Sites', () => {
  for (const [says, useHand] of [
    ['a mouse', useMouse],
    ['a keyboard alone', useKeyboard],
  ] as const)
    test(`makes a site with hosts and groups by ${says}`, async () => {
      await using server = await startConsole();
      await using app = await open(server.address);
      const hand = useHand(app);
      await hand.press('link', 'Sites');
      await hand.fill('Title', 'The Daily');
      await hand.press('button', 'Add a site');
      for (const host of ['www.daily.example', '*.daily.example', 'gone.example']) {
        await hand.fill('Another host', host);
        await hand.press('button', 'Add the host');
        await app.find('button', `Remove ${host}`);
      }
      await hand.press('button', 'Remove gone.example');
      await app.waitForNo('button', 'Remove gone.example');
      await hand.fill('Groups', 'regional, morning');
      await hand.save();

      const hosts = ['www.daily.example', '*.daily.example'];
      assert.deepEqual(JSON.parse(await server.readText()), {
        version: 1,
        features: {},
        sites: { 'the-daily': { title: 'The Daily', hosts, group: ['regional', 'morning'] } },
      });
      assert.match(app.page.url(), /#\/settings\/sites\/the-daily$/);
      assert.deepEqual(app.errors, []);
    });

  test('says at each host what is wrong with it, and takes a change back', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Sites');
    await app.click('link', 'north');
    await app.fill('Host 1', 'https://north.example/');
    await app.waitForField('Host 1', /is not a host/);
    await app.fill('Host 1', 'WWW.daily.example');
    await app.waitForField('Host 1', /is already the host of a site/);
    await app.click('button', 'Remove WWW.daily.example');
    await app.waitForField('Another host', /a list that is not empty/);
    await app.click('button', 'Undo');
    await app.find('button', 'Remove WWW.daily.example');
    while (!(await app.isDisabled('button', 'Undo'))) await app.click('button', 'Undo');
    await app.find('button', 'Remove north.example');

    assert.deepEqual(app.errors, []);
  });

  test('renames a site in the products and rules that name it, in one step', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Sites');
    await app.click('link', 'north');
    await app.find('link', 'the product local');
    await app.find('link', 'articles, anonymous');
    await app.fill('Id', 'daily');
    await app.waitForField('Id', /There is a site “daily” already/);
    await app.fill('Id', 'nordic');
    await app.click('button', 'Rename the site');
    await app.waitFor('Named by');
    await app.save();

    const { north, ...others } = SITES;
    assert.deepEqual(JSON.parse(await server.readText()), {
      ...CONFIG,
      sites: { ...others, nordic: north },
      products: { local: { ...CONFIG.products.local, sites: ['nordic'] } },
      features: { articles: { rules: { anonymous: { ...NODE, sites: ['nordic', 'group:regional'] } } } },
    });
    assert.match(app.page.url(), /#\/settings\/sites\/nordic$/);
  });

  test('deletes a site, and lists what named it as a problem', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await app.click('link', 'Sites');
    await app.click('link', 'north');
    await app.click('button', 'Delete site');
    await app.waitForNo('link', 'north');
    await app.click('button', 'Save');
    await app.find('dialog', 'Save with mistakes?');
    await app.click('button', 'Keep editing');
    await app.click('button', 'Undo');

    await app.find('link', 'north');
    assert.deepEqual(app.errors, []);
  });
});
