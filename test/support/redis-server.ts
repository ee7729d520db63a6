import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findCommand } from './find-chromium.js';
import { findPort } from './find-port.js';

/** A Redis of a test's own on a free port of loopback, its files in a folder that goes with it. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  /** Runs it, again after it was ended: on the same port and files. */
  readonly start: () => Promise<void>;
  /** Ends it. SIGSTOP and SIGCONT only let it sleep and go on. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
}

/** Why tests that need a Redis are skipped; `false` where there is one. */
export const NO_REDIS = (await findCommand(['redis-server'])) === null && 'skipped: not installed';

/** A test that needs Redis, and counts as skipped without it: a skipped suite would count no test. */
export const testWithRedis = (says: string, run: () => Promise<void>): void => void test(says, { skip: NO_REDIS }, run);

/**
 * Starts a Redis.
 *
 * @param options - As its command line takes them. Without any it writes nothing down.
 */
export async function startRedis(...options: readonly string[]): Promise<RedisServer> {
  const command = (await findCommand(['redis-server']))!;
  const folder = await mkdtemp(join(tmpdir(), 'zephr-redis-'));
  let port = await findPort();
  let child: ChildProcess | null = null;

  const launch = async (): Promise<boolean> => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...options];
    const started = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    return new Promise((resolve) => {
      let text = '';
      started.stdout.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.includes('Ready to accept connections')) resolve(true);
      });
      started.once('exit', () => resolve(false));
    });
  };
  const start = async (): Promise<void> => {
    for (let attempt = 0; !(await launch()); attempt++) {
      if (attempt === 5) throw new Error('redis-server does not start.');
      // Another process got the port meanwhile.
      port = await findPort();
    }
  };
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (!/STOP|CONT/.test(signal)) await ended;
  };

  await start();
  return {
    get url() {
      return `redis://127.0.0.1:${port}`;
    },
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}
