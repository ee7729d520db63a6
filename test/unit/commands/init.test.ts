import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { suite, test } from 'node:test';
import { askAddresses } from '../../../src/commands/init/ask-addresses.js';
import { createFirstConfig, createFirstReaders, DEFAULT_ADDRESSES } from '../../../src/commands/init/first-config.js';
import { runZephr } from '../../support/run-zephr.js';

const INIT = ['init', 'FOLDER/site'];
const FIRST = JSON.stringify(createFirstConfig(DEFAULT_ADDRESSES));

suite('the command init', () => {
  test('writes a config and test readers, asks nothing, and prints the tags', async () => {
    const look = async (folder: string): Promise<void> => {
      assert.deepEqual((await readdir(join(folder, 'site'))).sort(), ['zephr.json', 'zephr.readers.json']);
      const { $schema } = JSON.parse(await readFile(join(folder, 'site/zephr.json'), 'utf8')) as { $schema: string };
      assert.equal($schema, './node_modules/zephr-onpage/dist/zephr.schema.json');
    };
    const { code, out, err } = await runZephr(INIT, {}, { look });

    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^FOLDER\/site\/zephr\.json: a registration wall, a paywall/);
    assert.match(out, /^ {2}<script src="\/zephr\.js" data-config="\/zephr\.json"><\/script>$/m);
    assert.match(out, /^ {2}<zephr-feature feature="articles">/m);
  });

  test('writes a config without mistakes and without warnings', async () => {
    const { code, out } = await runZephr(['validate', 'FILE', '--strict'], FIRST);

    assert.deepEqual([code, out], [0, '0 errors, 0 warnings\n']);
  });

  test('writes expectations that hold, and that fail once the config is another one', async () => {
    const files = { 'zephr.readers.json': JSON.stringify(createFirstReaders()) };
    const run = (config: string): Promise<{ code: number }> => runZephr(['test', 'FILE'], config, { files });

    assert.equal((await run(FIRST)).code, 0);
    assert.equal((await run(FIRST.replace('"registered":"offer"', '"registered":"registration"'))).code, 1);
  });

  for (const there of ['zephr.json', 'zephr.readers.json']) {
    test(`writes nothing where ${there} already exists`, async () => {
      const look = async (folder: string): Promise<void> => {
        const site = join(folder, 'site');
        await mkdir(site);
        await writeFile(join(site, there), 'mine');
        const { code, err } = await runZephr(['init', site]);
        assert.equal(code, 2);
        assert.match(err, new RegExp(`${there} already exists`));
        assert.deepEqual(await readdir(site), [there]);
        assert.equal(await readFile(join(site, there), 'utf8'), 'mine');
      };
      await runZephr(['--version'], {}, { look });
    });
  }

  test('writes through no link', async () => {
    const look = async (folder: string): Promise<void> => {
      await mkdir(join(folder, 'site'));
      await symlink(join(folder, 'elsewhere.json'), join(folder, 'site/zephr.json'));
      assert.equal((await runZephr(['init', join(folder, 'site')])).code, 2);
      assert.ok(!(await readdir(folder)).includes('elsewhere.json'));
    };
    await runZephr(['--version'], {}, { look });
  });

  test('says why it cannot write', async () => {
    const { code, err } = await runZephr(['init', 'FILE/site']);

    assert.equal(code, 2);
    assert.match(err, /cannot be written: a part of its path is a file, not a folder/);
  });
});

suite('the questions of init', () => {
  const ask = async (answers: string): Promise<unknown> => {
    const input = new PassThrough();
    const output = new Writable({ write: (_part, _encoding, done) => done() });
    input.end(answers);
    return askAddresses({ input, output });
  };
  for (const [says, answers, register, subscribe] of [
    ['empty lines are the defaults', '\n\n', '/register', '/subscribe'],
    ['the end of the input is, too', '', '/register', '/subscribe'],
    ['answers count without spaces around', ' /join \n/plans\n', '/join', '/plans'],
  ] as const) {
    test(says, async () => {
      assert.deepEqual(await ask(answers), { register, subscribe });
    });
  }
});
