/** Settings › Data layer & analytics: where pages report their events, as forms. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';

const EMPTY = { version: 1, features: {} };
const { open } = useConsoleBrowser();

suite('Settings › Data layer & analytics', () => {
  test('writes what is chosen, and nothing of what is not', async () => {
    await using server = await startConsole(EMPTY);
    await using app = await open(server.address);
    await app.click('link', 'Data layer & analytics');
    await app.fill('Endpoint', '/zephr/events');
    await app.click('checkbox', 'Exits');
    await app.fill('Conversions', 'NEWSLETTER');
    await app.click('checkbox', 'Session count');
    await app.click('checkbox', 'Logged in');
    await app.fill('User attributes', 'city');
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), {
      ...EMPTY,
      analytics: { endpoint: '/zephr/events', exits: true, conversions: ['NEWSLETTER'] },
      dataLayer: { fields: ['logged-in', 'session-count'], userAttributes: ['city'] },
    });
  });

  test('turns the data layer off, and on again', async () => {
    await using server = await startConsole({ ...EMPTY, dataLayer: { name: 'events' } });
    await using app = await open(`${server.address}`);
    await app.click('link', 'Data layer & analytics');
    await app.click('checkbox', 'Push to the data layer of the page');
    await app.save();
    const off: unknown = JSON.parse(await server.readText());
    await app.click('checkbox', 'Push to the data layer of the page');
    await app.save();

    assert.deepEqual([off, JSON.parse(await server.readText())], [{ ...EMPTY, dataLayer: false }, EMPTY]);
  });

  test('is there once its last member is there, and gone with it', async () => {
    await using server = await startConsole({ ...EMPTY, analytics: { endpoint: '/events' } });
    await using app = await open(server.address);
    await app.click('link', 'Data layer & analytics');
    await app.fill('Endpoint', '');
    await app.save();

    assert.deepEqual(JSON.parse(await server.readText()), EMPTY);
  });
});
