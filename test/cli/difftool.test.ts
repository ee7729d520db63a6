import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { aConfig } from '../support/a-config.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';

const run = promisify(execFile);
const OLD = aConfig();
const NEW = aConfig({ components: { ...(OLD['components'] as object), register: { type: 'registration-wall', heading: 'Go on' } } }); // prettier-ignore

let command: InstalledCommand;

/** Runs git in the folder of the command, with no settings but its own. */
async function git(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@news.example'];
  return (await run('git', [...author, ...args], { cwd: command.folder, env })).stdout;
}

before(async () => {
  command = await installCommand({ 'zephr.json': OLD });
  await git('init', '--quiet');
  await git('add', 'zephr.json');
  await git('commit', '--quiet', '--message', 'first');
  await writeFile(join(command.folder, 'zephr.json'), JSON.stringify(NEW));
  // As docs/guides/test-a-config.md has it, with the command in this folder.
  await git('config', 'difftool.zephr.cmd', 'node ./cli.mjs diff "$LOCAL" "$REMOTE"');
});

after(() => command[Symbol.asyncDispose]());

suite('git shows the edits of a config', () => {
  test('that are not committed', async () => {
    const out = await git('difftool', '--tool', 'zephr', '--no-prompt', '--', 'zephr.json');

    assert.match(out, /1 edit:\nIn the registration wall register: the heading is now "Go on"\.\n/);
  });

  test('between two commits', async () => {
    await git('commit', '--quiet', '--all', '--message', 'second');

    const out = await git('difftool', '--tool', 'zephr', '--no-prompt', 'HEAD~1', '--', 'zephr.json');

    assert.match(out, /the heading is now "Go on"/);
  });

  test('that came with a new file', async () => {
    await writeFile(join(command.folder, 'other.json'), JSON.stringify(OLD));
    await git('add', 'other.json');

    const out = await git('difftool', '--tool', 'zephr', '--no-prompt', '--cached', '--', 'other.json');

    assert.equal(out, 'the config is new\n');
  });
});
