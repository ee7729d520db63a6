import { createSecretKey } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { readFile, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { type BundleTarget, createConsole } from '../console/create-console.js';
import { MAX_FILE_BYTES } from '../console/limits.js';
import { createJournal, findStateFolder } from '../console/journal.js';
import { createEndpoint } from '../endpoint/create-endpoint.js';
import type { Endpoint } from '../endpoint/endpoint-function.js';
import { EXIT } from './exit-codes.js';
import { readPreviewKey, readSecret } from './given-key.js';
import { pathOfReaders } from './load-readers.js';
import { refuseUnreadable } from './read-text-file.js';
import { createTrafficReader } from './report/create-traffic-reader.js';
import { createServer } from './serve/create-server.js';
import { listen } from './serve/listen.js';
import { stopGracefully } from './serve/stop-gracefully.js';
import { signToken } from './token/sign-token.js';

interface Options {
  readonly port: number;
  readonly open: boolean;
  readonly bundle?: string;
  readonly previewKey?: string;
  readonly store?: string;
  readonly redis?: string;
}

/** Folder of the package's files, `dist/`. */
const PACKAGE = new URL('.', import.meta.url);
/** A bundle takes less than a second. */
const BUNDLE_TIMEOUT_MS = 60_000;
/** Git reads one file. */
const GIT_TIMEOUT_MS = 5000;
/** The console listens there and nowhere else. */
const LOOPBACK = '127.0.0.1';

/** Adds `console`: the config by clicking, in a browser on this machine. */
export function addConsole(program: Command): void {
  program
    .command('console')
    .description('edit a config in the browser: settings, products, rules, and what readers get')
    .argument('<file>', 'the config')
    .addOption(new Option('-p, --port <number>', '0 is any that is free').argParser(parsePort).default(0))
    .option('--no-open', 'print the address without opening a browser')
    .option('--bundle <file>', 'offer to write this script after a save, as zephr bundle does')
    .option('--preview-key <file>', 'private key that signs preview links (PEM); else ZEPHR_PREVIEW_KEY')
    .option('--store <file>', 'show the traffic of each exit: the counts in this SQLite file of an endpoint')
    .addOption(new Option('--redis <url>', 'Redis with the counts instead of a file').env('ZEPHR_REDIS_URL'))
    .addHelpText(
      'after',
      `
Listens on ${LOOPBACK} alone and prints its address, which holds the key to it: pass it to no one.
Writes nothing but the config, its test readers and the script of --bundle.
A shared secret comes from ZEPHR_JWT_SECRET or from a field, and is never written.
The key of --preview-key stays in this process: the browser gets signed links.
SIGTERM and SIGINT stop it. Edits that were not saved are offered again at the next start.

Example:
  $ zephr console zephr.json`,
    )
    .action(runConsole);
  program.addHelpText('after', '  $ zephr console zephr.json');
}

async function runConsole(file: string, options: Options, command: Command): Promise<void> {
  const { port, open, bundle, previewKey } = options;
  const output = command.configureOutput();
  const configPath = await realpath(file).catch((error: unknown) => refuseUnreadable(file, error, command));
  await readFile(configPath).catch((error: unknown) => refuseUnreadable(file, error, command));
  // A link to the file stays one: what it leads to is written.
  const readersPath = await realpath(pathOfReaders(configPath)).catch(() => pathOfReaders(configPath));
  const state = findStateFolder(process.env);
  const console = createConsole({
    configPath,
    readersPath,
    journal: createJournal(state, configPath),
    readersJournal: createJournal(state, readersPath),
    app: await readApp(command),
    secret: readSecret() ?? null,
    signToken: (claims, secret) => signToken(claims, { alg: 'HS256', key: createSecretKey(secret, 'utf8'), kid: null }),
    answerEndpoint: createEndpointOfDraft(),
    bundle: bundle === undefined ? null : createBundleTarget(configPath, bundle),
    readCommit: () => readCommit(configPath),
    readTraffic: createTrafficReader(options, command),
    previewKey: (await readPreviewKey(previewKey, command)) ?? null,
    report: (error) => output.writeErr?.(`${error instanceof Error ? error.stack : String(error)}\n`),
  });
  const server = createServer(console.answer);
  const origin = await listen(server, { host: LOOPBACK, port }, command);
  console.listensOn(Number(new URL(origin).port));
  const address = `${origin}/#token=${console.token}`;
  output.writeErr?.(`Listening on ${address}\n`);
  if (open) openBrowser(address);
  await stopGracefully(server, console.close);
}

/** Reads the files of the app, which the package has beside the command. */
async function readApp(command: Command): Promise<ReadonlyMap<string, Uint8Array>> {
  const folder = new URL('console/', PACKAGE);
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (!names.includes('index.html'))
    command.error(`error: the files of the console are missing in ${folder.pathname}. Install zephr-onpage again.`, {
      exitCode: EXIT.usage,
    });
  const files = names.filter((name) => /\.(?:html|mjs|css|svg)$/.test(name));
  return new Map(await Promise.all(files.map(async (name) => [name, await readFile(new URL(name, folder))] as const)));
}

/** Creates the endpoint of the config as it is on disk; made again where config or secret has changed. */
function createEndpointOfDraft() {
  let made: { readonly key: string; readonly endpoint: Endpoint } | null = null;
  return async (request: Request, connection: unknown, config: unknown, secret: string | null): Promise<Response> => {
    const key = JSON.stringify([config, secret]);
    if (made?.key !== key) {
      try {
        made = { key, endpoint: createEndpoint({ config, secret: secret ?? undefined, log: () => {} }) };
      } catch (error) {
        const { code = 'internal', message } = error as { readonly code?: string; readonly message: string };
        return Response.json({ error: { code, message } }, { status: 503 });
      }
    }
    return made.endpoint(request, connection);
  };
}

/** Bundles by the command itself, as a program of its own: what it says and what it refuses are the same. */
function createBundleTarget(configPath: string, output: string): BundleTarget {
  const path = resolve(output);
  const args = [process.argv[1]!, 'bundle', configPath, '--output', path];
  return {
    name: basename(path),
    write: () =>
      new Promise((done) => {
        execFile(process.execPath, args, { timeout: BUNDLE_TIMEOUT_MS }, (error, out, said) =>
          done({ isWritten: error === null, said: `${said}${out}`.trim() || String(error) }),
        );
      }),
  };
}

/** Reads a file as git has it in the last commit: its octets, through no filter and no program of the repository. */
function readCommit(path: string): Promise<string | null> {
  const args = ['-C', dirname(path), 'cat-file', 'blob', `HEAD:./${basename(path)}`];
  return new Promise((done) => {
    execFile('git', args, { timeout: GIT_TIMEOUT_MS, maxBuffer: MAX_FILE_BYTES }, (error, text) =>
      done(error ? null : text),
    );
  });
}

/** Opens an address in the browser of this machine; without one, the printed address is left. */
function openBrowser(address: string): void {
  const programs: Readonly<Record<string, readonly [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [program, ...args] = programs[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Write a number up to 65535.');
  return Number(text);
}
