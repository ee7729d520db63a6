import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { builtPath } from '../support/built-files.js';
import { installCommand } from '../support/run-command.js';

suite('zephr init', () => {
  test('with --page copies the script and all its chunks beside the page', async () => {
    await using command = await installCommand({}, { pages: true });
    const { code } = await command.run(['init', 'site', '--page']);
    const files = await readdir(join(command.folder, 'site'));
    const page = await readFile(join(command.folder, 'site/index.html'), 'utf8');
    const walls = await builtPath('chunks/walls.js');

    assert.equal(code, 0);
    assert.deepEqual(files.sort(), ['chunks', 'index.html', 'zephr.js', 'zephr.json', 'zephr.readers.json']);
    assert.match(page, /<script src="zephr\.js" data-config="zephr\.json">/);
    for (const name of ['zephr.js', walls])
      assert.deepEqual(await readFile(join(command.folder, 'site', name)), await readFile(join(command.folder, name)));
  });

  test('with --copy copies them elsewhere, and the page finds them there', async () => {
    await using command = await installCommand({}, { pages: true });
    const { code } = await command.run(['init', 'site', '--page', '--copy', 'site/public/js']);

    assert.equal(code, 0);
    assert.match(
      await readFile(join(command.folder, 'site/index.html'), 'utf8'),
      /<script src="public\/js\/zephr\.js" data-config="zephr\.json">/,
    );
    assert.ok((await readdir(join(command.folder, 'site/public/js'))).includes('zephr.js'));
  });

  test('writes nothing where a file of the page is there', async () => {
    await using command = await installCommand({ 'index.html': 'mine' }, { pages: true });
    // The folder of the command holds the script already.
    const { code, err } = await command.run(['init', '--page']);

    assert.equal(code, 2);
    assert.match(err, /already exists\. Nothing was written/);
    assert.deepEqual(
      (await readdir(command.folder)).filter((name) => name.endsWith('.json')),
      ['parts.json'],
    );
    assert.equal(await readFile(join(command.folder, 'index.html'), 'utf8'), 'mine');
  });

  test('makes a config whose test readers get what is expected', async () => {
    await using command = await installCommand({}, { pages: true });
    await command.run(['init']);

    assert.equal((await command.run(['test', 'zephr.json'])).code, 0);
  });
});
