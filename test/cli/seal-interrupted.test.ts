/** `zephr seal` of a folder, interrupted: the site that was there before, or the whole new one. */
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { SEAL_KEY } from '../support/a-seal.js';
import { aSealedConfig, aStoryPage } from '../support/a-sealer.js';
import { eventually } from '../support/eventually.js';
import { installCommand, type InstalledCommand, type RunningCommand } from '../support/run-command.js';

const env = { ZEPHR_SEAL_KEYS: `${SEAL_KEY.kid}:${SEAL_KEY.key}` };
type Running = Pick<RunningCommand, 'kill' | 'ended'>;

/** Files beside one page: sealing takes a moment, and writing long enough to be interrupted. */
const FILES = 800;
const STAGE = /^\.zephr-sealing-\d+$/;

suite('a folder that is being sealed', () => {
  let command: InstalledCommand;
  const pathOf = (name: string): string => join(command.folder, name);
  const list = async (folder: string): Promise<string[]> =>
    (await readdir(pathOf(folder)).catch((): string[] => [])).sort();
  /** How many files of a folder are of each edition. */
  const countEditions = async (folder: string): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const name of await list(folder)) {
      if (!name.endsWith('.txt')) continue;
      const edition = await readFile(pathOf(`${folder}/${name}`), 'utf8');
      counts[edition] = (counts[edition] ?? 0) + 1;
    }
    return counts;
  };
  const writeEdition = async (edition: number): Promise<void> => {
    for (let n = 0; n < FILES; n++) await writeFile(pathOf(`public/${n}.txt`), String(edition));
  };
  /** Starts the command, and waits until it writes files. */
  const begin = async (output: string): Promise<Running> => {
    const running = start(output);
    await eventually(async () => (await list(output)).some((name) => STAGE.test(name)));
    return running;
  };
  const start = (output: string): Running => command.spawn(['seal', 'public', '-o', output], env);

  before(async () => {
    command = await installCommand({ 'zephr.json': aSealedConfig() });
    await mkdir(pathOf('public'));
    await writeFile(pathOf('public/story.html'), aStoryPage());
    await writeEdition(1);
  });
  after(() => command[Symbol.asyncDispose]());

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    test(`is as it was before, or whole, after ${signal}`, async () => {
      await rm(pathOf('dist'), { recursive: true, force: true });
      assert.equal((await command.run(['seal', 'public', '-o', 'dist'], '', env)).code, 0);
      await writeEdition(2);
      const running = await begin('dist');
      running.kill(signal);
      const { code, signal: endedBy } = await running.ended;

      const editions = await countEditions('dist');
      assert.ok(editions['1'] === FILES || editions['2'] === FILES, JSON.stringify(editions));
      // All was done, it was ended before, or the signal came after the last file, when nothing waited for it any more.
      const ends: (string | number)[] = [0, { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal], signal];
      assert.ok(ends.includes(code ?? endedBy ?? ''), `${code} ${endedBy}`);
      assert.deepEqual(
        (await list('dist')).filter((name) => !name.endsWith('.txt')),
        ['.zephr-sealed', 'story.html'],
      );
      await writeEdition(1);
    });

  test('is sealed by the next run after the process was killed, and nothing else is left', async () => {
    const running = await begin('killed');
    running.kill('SIGKILL');
    await running.ended;
    const { code, err } = await command.run(['seal', 'public', '-o', 'killed'], '', env);

    assert.equal(code, 0, err);
    assert.deepEqual(await countEditions('killed'), { 1: FILES });
    assert.deepEqual(
      (await list('killed')).filter((name) => !name.endsWith('.txt')),
      ['.zephr-sealed', 'story.html'],
    );
  });
});
