/** Servers of the packed endpoint, each a program of its own in a fresh folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { findPort } from '../support/find-port.js';
import { SECRET } from '../support/an-endpoint.js';

const START_TIMEOUT_MS = 60_000;

/** A server that listens; it is ended when it is disposed of. */
export interface RuntimeServer extends AsyncDisposable {
  readonly origin: string;
  /** Everything that it has printed. */
  readonly printed: () => string;
}

/** Starts a server, and waits until its endpoint answers. */
export async function startServer(command: readonly string[], folder: string, port: number): Promise<RuntimeServer> {
  const [program, ...args] = command;
  const env = { ...process.env, ZEPHR_JWT_SECRET: SECRET, PORT: String(port), NITRO_HOST: '127.0.0.1', NODE_ENV: '' };
  // In a group of its own: some runtimes leave their work to further processes.
  const child = spawn(program!, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-20_000)));
  const ended = once(child, 'exit');
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
    await ended;
  };
  const origin = `http://127.0.0.1:${port}`;
  const until = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(origin))) {
    if (child.exitCode === null && Date.now() < until) await wait(100);
    else {
      await end();
      throw new Error(`It does not serve: ${printed}`);
    }
  }
  return { origin, printed: () => printed, [Symbol.asyncDispose]: end };
}

/** Puts the port of a test in place of that of the examples. */
export async function choosePort(code: string): Promise<{ readonly port: number; readonly code: string }> {
  const port = await findPort();
  return { port, code: code.replaceAll('8787', String(port)) };
}

async function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/zephr/health`, { signal: AbortSignal.timeout(START_TIMEOUT_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
