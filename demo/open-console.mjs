import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../dist/cli.mjs', import.meta.url));

/** The prerequisites of the tutorial: walls for anonymous and for registered readers. Steps 2 to 6 add the rest. */
const PREREQUISITES = {
  version: 1,
  components: {
    register: { type: 'registration-wall', heading: 'Read on with a free account', action: '/register' },
    subscribe: {
      type: 'paywall',
      heading: 'Keep reading with Gold',
      offers: [{ id: 'gold', title: 'Gold', href: '/checkout' }],
    },
  },
  features: {
    articles: {
      title: 'Articles',
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: { content: { keep: { words: 60 } }, components: ['subscribe'] },
      },
    },
    videos: { title: 'Videos', rules: { anonymous: { content: 'hide', components: ['register'] } } },
  },
};

/**
 * Starts `zephr console` on a config of its own, in a folder that goes with it.
 *
 * @returns {Promise<{ address: string, readConfig: () => Promise<string>, close: () => Promise<void> }>} `address` ends
 *   with the key to the console.
 */
export async function openConsole() {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-demo-'));
  const file = join(folder, 'zephr.json');
  await writeFile(file, `${JSON.stringify(PREREQUISITES, null, 2)}\n`);
  const child = spawn(process.execPath, [COMMAND, 'console', file, '--no-open', '--port', '0'], {
    // Unsaved edits of the demo do not outlive it either.
    env: { ...process.env, XDG_STATE_HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((done) => child.once('close', done));
  const close = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const said = [];
  const address = await new Promise((done) => {
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      const [, found] = /^Listening on (\S+)$/.exec(line) ?? [];
      if (found) done(found);
    });
    void ended.then(() => done(null));
  });
  if (address === null) {
    await close();
    throw new Error(`The console ended: ${said.join(' ')}`);
  }
  return { address, readConfig: () => readFile(file, 'utf8'), close };
}
