import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { installTools } from '../../../test/support/install-tools.js';
import { PUBLIC_KEY, SECRET, type MeasuredAlgorithm } from '../make-tokens.js';
import { PUBLIC_KEY_OF, SECRET_OF } from '../programs/channel.js';
import type { Memory } from '../programs/messages.js';
import { startServer } from '../start-server.js';
import { besideConfig, SEAL_KEYS } from './make-requests.js';

/** Names of the contestants: `serve` and `function` are ours. */
export const CONTESTANTS = ['serve', 'function', 'fastify', 'fastify-cache', 'hono', 'express'] as const;
export type ContestantName = (typeof CONTESTANTS)[number];

/** A server whose CPU time is measured. */
export interface Contestant extends AsyncDisposable {
  /** Address that verifies tokens of an algorithm; `route` is another route of ours. */
  readonly urlOf: (algorithm: MeasuredAlgorithm, route?: string) => string;
  /** Seconds of CPU time of all its threads since it began. */
  readonly readCpu: () => Promise<number>;
  /** What it holds after a garbage collection. */
  readonly weigh: () => Promise<Memory>;
}

const CLI = fileURLToPath(new URL('../../../dist/cli.mjs', import.meta.url));
const PROBE = new URL('../programs/probe.mjs', import.meta.url);
const PEERS = new URL('../peers/', import.meta.url);

/** Starts all contestants, each in a process of its own. */
export async function startContestants(): Promise<Readonly<Record<ContestantName, Contestant>>> {
  const folder = await installTools('peers', PEERS);
  await copyFile(fileURLToPath(new URL('serve-peer.mjs', PEERS)), join(folder, 'serve-peer.mjs'));
  const started: Partial<Record<ContestantName, Contestant>> = {};
  for (const name of CONTESTANTS) {
    if (name === 'serve') started[name] = await startCommand();
    else if (name === 'function') started[name] = await startFunction();
    else started[name] = await startPeer(folder, name);
  }
  return started as Record<ContestantName, Contestant>;
}

/** `zephr serve`, as it is installed. */
async function startCommand(): Promise<Contestant> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-beside-'));
  const config = join(folder, 'zephr.json');
  await writeFile(config, JSON.stringify(besideConfig(PUBLIC_KEY)));
  const keys = SEAL_KEYS.map(({ kid, key }) => `${kid}:${key}`).join(',');
  const args = ['serve', config, '--no-store', '--port', '0', '--rate-limit', '0', '--quiet'];
  const child = launch(CLI, args, { ZEPHR_JWT_SECRET: SECRET, ZEPHR_SEAL_KEYS: keys });
  let printed = '';
  for await (const line of createInterface(child.stderr!)) {
    printed += line;
    const origin = /^Listening on (\S+)/.exec(line)?.[1];
    if (origin === undefined) continue;
    return {
      urlOf: (_, route = 'verify') => `${origin}/zephr/${route}`,
      ...probesOf(child),
      [Symbol.asyncDispose]: async () => {
        await end(child);
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error(`zephr serve ended: ${printed}`);
}

/** The function of `createEndpoint` on `@hono/node-server`. */
async function startFunction(): Promise<Contestant> {
  const server = await startServer('endpoint');
  return {
    urlOf: () => server.url,
    readCpu: async () => (await server.weigh()).cpu / 1e6,
    weigh: () => server.weigh(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function startPeer(folder: string, name: ContestantName): Promise<Contestant> {
  const keys = { [SECRET_OF]: SECRET, [PUBLIC_KEY_OF]: PUBLIC_KEY, NODE_ENV: 'production' };
  const child = launch(join(folder, 'serve-peer.mjs'), [name], keys);
  const [{ ports }] = (await once(child, 'message')) as [{ ports: Record<MeasuredAlgorithm, number> }];
  return {
    urlOf: (algorithm) => `http://127.0.0.1:${ports[algorithm]}/verify`,
    ...probesOf(child),
    [Symbol.asyncDispose]: () => end(child),
  };
}

function launch(program: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return fork(program, args, {
    execArgv: ['--expose-gc', '--import', PROBE.href],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function probesOf(child: ChildProcess): Pick<Contestant, 'readCpu' | 'weigh'> {
  const ask = async (question: 'cpu' | 'weigh'): Promise<Memory> => {
    child.send(question);
    const [memory] = (await once(child, 'message')) as [Memory];
    return memory;
  };
  return { readCpu: async () => (await ask('cpu')).cpu / 1e6, weigh: () => ask('weigh') };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
