import assert from 'node:assert/strict';
import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Command, CommanderError } from 'commander';
import { MAX_MARKED_BYTES } from '../../../src/commands/limits.js';
import { writeOutput, type OutputFile } from '../../../src/commands/write-output.js';
import { aConfig } from '../../support/a-config.js';
import { aKeyPair } from '../../support/sign-token.js';
import { runZephr } from '../../support/run-zephr.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-output-'));
  await writeFile(join(folder, 'zephr.json'), 'the config');
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const read = (name: string): Promise<string> => readFile(at(name), 'utf8');

/** Writes `made` into a file; returns the message of a refusal, or `null`. */
async function write(name: string, changes: Partial<OutputFile> = {}): Promise<string | null> {
  const command = new Command('test').exitOverride().configureOutput({ writeErr: () => {} });
  const isOwn = (text: string): boolean => text.startsWith('made');
  try {
    const output = { path: at(name), inputs: [at('zephr.json')], maker: 'zephr test', isOwn, ...changes };
    await writeOutput('made', output, command);
    return null;
  } catch (error) {
    assert.ok(error instanceof CommanderError, String(error));
    assert.equal(error.exitCode, 2);
    return error.message.replaceAll(folder, '.');
  }
}

suite('a file that a command writes', () => {
  test('is made where no file was, and nothing else is left', async () => {
    assert.equal(await write('a.svg'), null);

    assert.equal(await read('a.svg'), 'made');
    assert.deepEqual((await readdir(folder)).sort(), ['a.svg', 'zephr.json']);
  });

  test('takes the place of one that the command has made, and keeps its rights', async () => {
    await writeFile(at('a.svg'), 'made before');
    await chmod(at('a.svg'), 0o640);

    assert.equal(await write('a.svg'), null);

    assert.equal(await read('a.svg'), 'made');
    assert.equal((await stat(at('a.svg'))).mode & 0o777, 0o640);
    assert.deepEqual((await readdir(folder)).sort(), ['a.svg', 'zephr.json']);
  });

  test('is written where its link leads', async () => {
    await writeFile(at('real.svg'), 'made before');
    await symlink('real.svg', at('a.svg'));

    assert.equal(await write('a.svg'), null);

    assert.equal(await read('real.svg'), 'made');
  });

  test('of another maker stays, except by force', async () => {
    await writeFile(at('a.svg'), 'mine');

    assert.equal(
      await write('a.svg'),
      'error: ./a.svg already exists, and zephr test did not make it. Nothing was written: name another file, or add --force.',
    );
    assert.equal(await read('a.svg'), 'mine');
    assert.equal(await write('a.svg', { force: true }), null);
    assert.equal(await read('a.svg'), 'made');
  });

  test('that is too large to be looked at stays', async () => {
    await writeFile(at('a.svg'), `made${' '.repeat(MAX_MARKED_BYTES)}`);

    assert.match((await write('a.svg'))!, /did not make it/);
  });

  for (const [says, name, prepare] of [
    ['by its own name', 'zephr.json', () => {}],
    ['by a path that goes out and back', 'sub/../zephr.json', () => mkdir(at('sub'))],
    ['through a link', 'link.json', () => symlink('zephr.json', at('link.json'))],
    [
      'through two links',
      'two.json',
      () => symlink('zephr.json', at('one.json')).then(() => symlink('one.json', at('two.json'))),
    ],
    ['through a link of its folder', 'again/zephr.json', () => symlink('.', at('again'))],
    ['by a second name on the disk', 'hard.json', () => link(at('zephr.json'), at('hard.json'))],
  ] as const) {
    for (const force of [false, true]) {
      test(`that the command has read stays ${says}${force ? ', also by force' : ''}`, async () => {
        await prepare();
        const isOwn = (): boolean => true;

        assert.match(
          (await write(name, { force, isOwn }))!,
          /(?:an input of zephr test|zephr test reads), and is never replaced\.$/,
        );
        assert.equal(await read('zephr.json'), 'the config');
      });
    }
  }

  for (const [says, name, prepare, message] of [
    ['a folder that is not there', 'none/a.svg', () => {}, /the folder \.\/none does not exist; create it first/],
    ['a folder that is a file', 'zephr.json/a.svg', () => {}, /a part of its path is a file, not a folder/],
    ['a folder in its place', 'a.svg', () => mkdir(at('a.svg')), /this is a folder, not a file/],
    ['a link to nothing', 'a.svg', () => symlink('none.svg', at('a.svg')), /is a link to a file that does not exist/],
  ] as const) {
    test(`is refused with a sentence for ${says}`, async () => {
      await prepare();
      const before = await readdir(folder, { recursive: true });

      assert.match((await write(name, { force: true }))!, message);
      assert.deepEqual(await readdir(folder, { recursive: true }), before);
    });
  }

  test('may be a device', async () => {
    assert.equal(await write('', { path: '/dev/null' }), null);
  });
});

suite('no command destroys what it has read, nor a file of another maker:', () => {
  const CONFIG = aConfig({ outcomes: {} });
  const key = String(aKeyPair('P-256').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const SIG = 'zephr.json.sig';

  for (const [args, file, content, code] of [
    [['draw', 'FILE', '-f', 'articles', '-o', 'FILE'], 'zephr.json', null, 2],
    [['draw', 'FILE', '-f', 'articles', '-o', 'FILE', '--force'], 'zephr.json', null, 2],
    [['draw', 'FILE', '-f', 'articles', '-o', 'FOLDER/a.svg'], 'a.svg', '<svg>mine</svg>', 2],
    [['draw', 'FILE', '-f', 'articles', '-o', 'FOLDER/a.svg', '--force'], 'a.svg', '<svg>mine</svg>', 0],
    [['draw', 'FILE', '-f', 'articles', '-o', 'FOLDER/a.mmd', '--mermaid'], 'a.mmd', 'flowchart TB\n  a --> b\n', 2],
    [['sign', 'FILE', '--key', 'FOLDER/zephr.json.sig'], SIG, key, 2],
    [['sign', 'FILE', '--key', 'FOLDER/zephr.json.sig', '--force'], SIG, key, 2],
    [['keys', '--out', 'FOLDER'], 'public.pem', 'mine', 2],
    [['users', 'import', 'FOLDER/a.json', '--system', 'crm', '--store', 'FOLDER/a.json'], 'a.json', '[]', 2],
    [['users', 'import', 'FOLDER/a.json', '--system', 'crm', '--store', 'FILE'], 'a.json', '[]', 2],
  ] as const) {
    test(`${args.join(' ')} ends with ${code}`, async () => {
      const files = content === null ? {} : { [file]: content };
      const before = content ?? JSON.stringify(CONFIG);
      const look = async (there: string): Promise<void> => {
        const after = await readFile(join(there, file), 'utf8');
        assert.equal(after === before, code === 2);
        assert.equal(await readFile(join(there, 'zephr.json'), 'utf8'), JSON.stringify(CONFIG));
      };
      const run = await runZephr(args, CONFIG, { files, look });

      assert.equal(run.code, code, run.err);
      if (code === 2) assert.match(run.err, /^error: FOLDER\/\S+ .+/m);
    });
  }

  for (const [says, extra] of [
    ['a picture', []],
    ['Mermaid text', ['--mermaid']],
  ] as const) {
    test(`draw writes again over ${says} that it has made`, async () => {
      const made = await runZephr(['draw', 'FILE', '-f', 'articles', ...extra], CONFIG);
      const again = ['draw', 'FILE', '-f', 'articles', '-o', 'FOLDER/a.svg', '--claims', '{"sub":"1"}'];

      assert.equal((await runZephr(again, CONFIG, { files: { 'a.svg': made.out } })).code, 0);
    });
  }
});
