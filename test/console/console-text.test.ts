/** The screen Text of the console: typing and edits elsewhere change one text, and nothing of it is lost. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startConsole, toText, useConsoleBrowser, type ConsolePage } from '../support/console-page.js';

const CONFIG = { version: 1, features: { articles: {} }, jwt: { userMapping: { foreignUserIdProperty: 'sub' } } };
const { open } = useConsoleBrowser();

/** Opens the screen, and gives its editor the focus. */
async function openText(app: ConsolePage): Promise<void> {
  await app.click('link', 'Text');
  await (await app.find('textbox', 'zephr.json')).focus();
}

/** Puts the caret at the end of the second line. */
async function goToSecondLine({ page }: ConsolePage): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press('Home');
  await page.keyboard.up('Control');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
}

suite('Text', () => {
  test('freezes the other screens while it is not JSON, with line and column, and brings them back', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await openText(app);
    await app.page.keyboard.type('x');
    await app.waitFor('Line 1, column 1:');
    await app.click('link', 'Catalogue');
    await app.waitFor('The file is not JSON');
    assert.ok(await app.isDisabled('button', 'Undo'));
    await app.click('link', 'Edit it as text');
    await (await app.find('textbox', 'zephr.json')).focus();
    await app.page.keyboard.press('Delete');
    await app.click('link', 'Catalogue');
    await app.find('button', 'Add a product');
    assert.deepEqual(app.errors, []);
  });

  test('shows edits of other screens where they are, and keeps its caret and spaces that were typed', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await openText(app);
    await goToSecondLine(app);
    await app.page.keyboard.press('ArrowLeft');
    await app.page.keyboard.type('   ');
    await app.waitFor('● text');
    await app.page.evaluate(() => (document.querySelector('zephr-console') as unknown as { store: { set: (...args: unknown[]) => void } }).store.set('/jwt/cookie', 'sso')); // prettier-ignore
    await app.page.keyboard.type(' ');
    await app.save();

    assert.equal(
      await server.readText(),
      toText({ ...CONFIG, jwt: { ...CONFIG.jwt, cookie: 'sso' } }).replace('"version": 1,', '"version": 1    ,'),
    );
    assert.deepEqual(app.errors, []);
  });

  test('keeps byte order mark, line ends and tabs of the file', async () => {
    const text = '\uFEFF{\r\n\t"version": 1,\r\n\t"features": {}\r\n}';
    await using server = await startConsole(text);
    await using app = await open(server.address);
    await openText(app);
    await goToSecondLine(app);
    await app.page.keyboard.press('Enter');
    await app.page.keyboard.sendCharacter('"dataLayer": false,');
    await app.save();

    assert.match(
      await server.readText(),
      /^\uFEFF\{\r\n\t"version": 1,\r\n\s*"dataLayer": false,\r\n\t"features": \{\}\r\n\}$/,
    );
  });

  test('marks what the config gets wrong, and goes there', async () => {
    await using server = await startConsole({ ...CONFIG, jwt: { cookie: 7 } });
    await using app = await open(server.address);
    await openText(app);
    await app.find('button', 'Line 7, column 5');
    await app.click('button', 'Line 7, column 5');
    await app.page.keyboard.sendCharacter('"dataLayer": false, ');
    await app.waitFor(/Line 7, column 5[^]*dataLayer/);
  });

  test('offers a text that was not JSON yet after a crash', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    await openText(app);
    await app.page.keyboard.type('{ "half"');
    await app.kept();
    await using next = await server.restart();
    await using again = await open(next.address);
    await again.click('button', 'Restore');
    await again.waitFor(/Line 1, column \d+/);

    assert.match(
      await again.page.evaluate(() => document.querySelector('.text-editor')!.shadowRoot!.textContent),
      /\{ "half"\{/,
    );
    assert.equal(await next.readText(), toText(CONFIG));
  });
});
