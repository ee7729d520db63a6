import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Run } from './run-zephr.js';

const BUILT = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
/** The command, and the doors that it imports. */
const COMMAND = ['cli.mjs', 'endpoint.mjs', 'sqlite.mjs', 'redis.mjs'];
const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));

type Env = Readonly<Record<string, string>>;

/** The built command in an otherwise empty folder. Default: without chunks and packages. */
export interface InstalledCommand extends AsyncDisposable {
  readonly folder: string;
  /** Runs it as a program of its own in that folder; `input` is what its standard input holds. */
  run(args: readonly string[], input?: string, env?: Env): Promise<Run>;
  /** Starts it, for a command that does not end by itself. */
  spawn(args: readonly string[], env?: Env): Pick<RunningCommand, 'written' | 'kill' | 'ended'>;
  /** Starts it as a server, and waits until it listens. */
  start(args: readonly string[], env?: Env): Promise<RunningCommand>;
}

/** A server that was started; it is ended when it is disposed of. */
export interface RunningCommand extends AsyncDisposable {
  readonly origin: string;
  readonly port: number;
  /** Id of the process. */
  readonly pid: number;
  /** The output so far. */
  readonly written: () => { readonly out: string; readonly err: string };
  readonly kill: (signal: NodeJS.Signals) => void;
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Options of an installation. */
export interface Installation {
  /** Whether packages can be found, as they can where the command was installed together with them. */
  readonly packages?: boolean;
  /** Whether the files for pages lie beside it, as they do in the package. */
  readonly pages?: boolean;
  /** Whether the app of the console lies beside it. */
  readonly console?: boolean;
}

/** Puts the built command into a new folder, beside files of these contents: a text as it is, anything else as JSON. */
export async function installCommand(
  files: Readonly<Record<string, unknown>> = {},
  { packages = false, pages = false, console = false }: Installation = {},
): Promise<InstalledCommand> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-cli-'));
  for (const name of COMMAND) await copyFile(join(dirname(BUILT), name), join(folder, name));
  if (packages) await symlink(PACKAGES, join(folder, 'node_modules'));
  if (pages) {
    for (const name of ['parts.json', 'zephr.js', 'chunks'])
      await cp(join(dirname(BUILT), name), join(folder, name), { recursive: true });
  }
  if (console) await cp(join(dirname(BUILT), 'console'), join(folder, 'console'), { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return {
    folder,
    run: async (args, input = '', env = {}) => {
      const { child, written, ended } = launch(folder, args, env);
      child.stdin.end(input);
      const { code } = await ended;
      return { code: code ?? -1, ...written() };
    },
    spawn: (args, env = {}) => {
      const { child, written, ended } = launch(folder, args, env);
      return { written, ended, kill: (signal) => void child.kill(signal) };
    },
    start: async (args, env = {}) => {
      const { child, written, ended } = launch(folder, args, env);
      const kill = (signal: NodeJS.Signals): void => void child.kill(signal);
      const listening = new Promise<string>((done) => {
        child.stderr.on('data', () => {
          const [, origin] = /^Listening on (http:\/\/\S+)\n/m.exec(written().err) ?? [];
          if (origin) done(origin);
        });
      });
      const failed = ended.then(({ code }) => Promise.reject(new Error(`It ended with ${code}: ${written().err}`)));
      // Once it listens, no caller waits for this.
      failed.catch(() => {});
      const origin = await Promise.race([listening, failed]);
      const dispose = async (): Promise<void> => {
        kill('SIGKILL');
        await ended;
      };
      const port = Number(new URL(origin).port);
      return { origin, port, pid: child.pid!, written, kill, ended, [Symbol.asyncDispose]: dispose };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

interface Launched {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly written: RunningCommand['written'];
  readonly ended: RunningCommand['ended'];
}

function launch(folder: string, args: readonly string[], env: Env): Launched {
  const child = spawn(process.execPath, ['cli.mjs', ...args], { cwd: folder, env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  return { child, written: () => ({ out, err }), ended };
}
