import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PUBLIC_KEY, SECRET } from './make-tokens.js';
import { PUBLIC_KEY_OF, SECRET_OF } from './programs/channel.js';
import type { Listening, Memory, ServeOrder } from './programs/messages.js';

/** A server in a process of its own. */
export interface BenchServer extends AsyncDisposable {
  readonly url: string;
  /** Collects garbage there and tells what is left. */
  readonly weigh: () => Promise<Memory>;
}

/** Starts a server that stops with this process. */
export async function startServer(what: ServeOrder['what']): Promise<BenchServer> {
  const program = fileURLToPath(new URL('./programs/serve.ts', import.meta.url));
  const child = fork(program, [JSON.stringify({ what } satisfies ServeOrder)], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, [SECRET_OF]: SECRET, [PUBLIC_KEY_OF]: PUBLIC_KEY },
  });
  const next = <Message>(): Promise<Message> =>
    new Promise((resolve, reject) => {
      const fail = (code: unknown): void => reject(new Error(`The server ended with ${String(code)}.`));
      child.once('exit', fail);
      child.once('message', (message) => {
        child.off('exit', fail);
        resolve(message as Message);
      });
    });
  const { port } = await next<Listening>();
  return {
    url: `http://127.0.0.1:${port}/zephr/verify`,
    weigh: () => {
      child.send('weigh');
      return next<Memory>();
    },
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}
