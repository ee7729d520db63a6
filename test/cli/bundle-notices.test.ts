import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';

const FILES = {
  'zephr.json': aConfig({ outcomes: {} }),
  // A page with this config loads no code of others, unless it shows a wall.
  'plain.json': aConfig({ outcomes: {}, jwt: undefined }),
};

let command: InstalledCommand;
before(async () => {
  command = await installCommand(FILES, { pages: true });
});
after(() => command[Symbol.asyncDispose]());

const read = (name: string): Promise<string> => readFile(join(command.folder, name), 'utf8');

suite('the notices of a bundle', () => {
  for (const [args, packages] of [
    [['zephr.json'], ['jose']],
    [
      ['plain.json', '--walls'],
      ['@lit/reactive-element', 'lit-element', 'lit-html'],
    ],
    [
      ['zephr.json', '--single'],
      ['@lit/reactive-element', 'dompurify', 'jose', 'lit-element', 'lit-html', 'mustache'],
    ],
  ] as const) {
    test(`are a file beside it that has the licence of each package: ${args.join(' ')}`, async () => {
      const name = `${args.join('')}.js`;
      const { code } = await command.run(['bundle', ...args, '-o', name]);
      const [script, notices] = await Promise.all([read(name), read(`${name}.LICENSE.txt`)]);
      const named = [...notices.matchAll(/^(.*\d\.\d+\.\d+)\nLicence: /gm)].flatMap(([, names]) => names!.split(', '));

      assert.equal(code, 0);
      assert.ok(script.split('*/')[0]!.endsWith('; licences: in this name + .LICENSE.txt '));
      assert.deepEqual(named.map((one) => one.split(' ')[0]).sort(), packages);
      for (const part of notices.split('='.repeat(80)).slice(1)) assert.match(part, /Copyright|Apache License/);
    });
  }

  test('are not written where it holds code of no package', async () => {
    const { code, out } = await command.run(['bundle', 'plain.json', '-o', 'plain.js']);

    assert.equal(code, 0);
    assert.doesNotMatch(out, /^notices/m);
    assert.doesNotMatch((await read('plain.js')).split('*/')[0]!, /licences/);
    await assert.rejects(read('plain.js.LICENSE.txt'), { code: 'ENOENT' });
  });

  test('are inside it where it goes into a pipe, which has no file beside it', () => {
    const line = `"${process.execPath}" cli.mjs bundle zephr.json -o /dev/stdout | cat`;
    const { status, stdout } = spawnSync(line, { cwd: command.folder, shell: true, encoding: 'utf8' });
    const [, inside] = stdout.split('*/');

    assert.equal(status, 0);
    assert.match(inside!, /^\n\/\*!\nThird-party notices\n[^]*jose \d[^]*Permission is hereby granted/);
  });

  test('are written again with the bundle, and over no other file', async () => {
    await command.run(['bundle', 'zephr.json', '-o', 'again.js']);
    assert.equal((await command.run(['bundle', 'zephr.json', '-o', 'again.js'])).code, 0);
    await writeFile(join(command.folder, 'mine.js.LICENSE.txt'), 'mine');
    const { code, err } = await command.run(['bundle', 'zephr.json', '-o', 'mine.js']);

    assert.equal(code, 2);
    assert.match(err, /mine\.js\.LICENSE\.txt already exists, and zephr bundle did not make it/);
    await assert.rejects(read('mine.js'), { code: 'ENOENT' });
    assert.equal(await read('mine.js.LICENSE.txt'), 'mine');
  });

  test('come with the script and its chunks that init copies', async () => {
    const { code } = await command.run(['init', 'site', '--copy', 'site/public']);

    assert.equal(code, 0);
    assert.equal(
      await read('site/public/chunks/THIRD-PARTY-NOTICES.txt'),
      await read('chunks/THIRD-PARTY-NOTICES.txt'),
    );
  });
});
