/** The built command and the built door seal alike. */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as Door from '../../src/seal.js';
import { SEAL_KEY, VECTOR } from '../support/a-seal.js';
import { aSealedConfig, aStoryPage } from '../support/a-sealer.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';

const door = (await import(new URL('../../dist/seal.mjs', import.meta.url).href)) as typeof Door;
const env = { ZEPHR_SEAL_KEYS: `${SEAL_KEY.kid}:${SEAL_KEY.key}` };

/** Waits until something is so: a busy machine may need seconds for what takes milliseconds. */
async function until(isSo: () => unknown): Promise<void> {
  const end = Date.now() + 8000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, 'it never came to be');
    await sleep(20);
  }
}

suite('the built sealer', () => {
  let command: InstalledCommand;
  before(async () => {
    command = await installCommand({ 'zephr.json': aSealedConfig(), 'story.html': aStoryPage() });
    await mkdir(join(command.folder, 'public'));
    await writeFile(join(command.folder, 'public/story.html'), aStoryPage());
  });
  after(() => command[Symbol.asyncDispose]());

  test('opens the vector', async () => {
    assert.equal(await door.openSeal(VECTOR.seal, { keys: [SEAL_KEY] }), VECTOR.content);
  });

  test('gives the same page as the command, from a file and from the standard input', async () => {
    const sealer = door.createSealer({ config: aSealedConfig(), keys: [SEAL_KEY] });
    const html = await sealer.html(aStoryPage());

    const file = await command.run(['seal', 'story.html'], '', env);
    const input = await command.run(['seal', '-'], aStoryPage(), env);

    assert.deepEqual([file.code, file.out], [0, html]);
    assert.deepEqual([input.code, input.out], [0, html]);
    assert.deepEqual(await sealer.check(html), []);
  });

  test('checks a folder', async () => {
    assert.equal((await command.run(['seal', 'public', '-o', 'dist'], '', env)).code, 0);
    const settings = { config: aSealedConfig(), keys: [SEAL_KEY] };

    assert.deepEqual(await door.checkFolder(join(command.folder, 'dist'), settings), []);
    const [found] = await door.checkFolder(join(command.folder, 'public'), settings);
    assert.deepEqual([found!.code, found!.file], ['not-sealed', 'story.html']);
  });

  test('seals a folder again after a change, with --watch, and leaves no other files', async () => {
    const { written, kill, ended } = command.spawn(['seal', 'public', '-o', 'watched', '--watch'], env);
    await until(() => written().err.includes('Watching'));
    await writeFile(join(command.folder, 'public/other.html'), aStoryPage().replaceAll('open', 'free'));
    const other = join(command.folder, 'watched/other.html');
    await until(async () => (await readFile(other, 'utf8').catch(() => '')).includes('application/jose'));
    kill('SIGINT');
    await ended;

    const names = (await readdir(join(command.folder, 'watched'))).sort();
    assert.deepEqual(names, ['.zephr-sealed', 'other.html', 'story.html']);
  });
});
