import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { findCommand } from './find-chromium.js';
import { findPort } from './find-port.js';

const MAIN_CONFIG = '/etc/nginx/nginx.conf';
const SITE_CONFIG = '/etc/nginx/sites-available/default';
const PLACES = ['/usr/sbin/nginx'];
const MAX_STARTS = 5;
const START_TIMEOUT_MS = 5000;

/** Why tests that need nginx as Debian ships it are skipped; `false` where there is one. */
export const NO_NGINX =
  ((await findCommand(['nginx'], PLACES)) === null || ![MAIN_CONFIG, SITE_CONFIG].every((path) => existsSync(path))) &&
  'skipped: nginx as Debian ships it is not installed';

/** An nginx of a test's own on loopback. It ends when it is disposed of. */
export interface NginxServer extends AsyncDisposable {
  readonly origin: string;
}

/**
 * Serves a folder by nginx with the configuration that Debian ships. Only the address, the folder and the places of its own
 * files differ.
 *
 * @param folder - The folder that it serves.
 * @param more - Further directives of the site.
 */
export async function startNginx(folder: string, more = ''): Promise<NginxServer> {
  const command = (await findCommand(['nginx'], PLACES))!;
  const prefix = await mkdtemp(join(tmpdir(), 'zephr-nginx-'));
  await mkdir(join(prefix, 'site'));
  // As root it leaves the work to another user, who must be able to read.
  await Promise.all([prefix, folder].map((path) => chmod(path, 0o755)));
  const remove = (): Promise<void> => rm(prefix, { recursive: true });
  for (let attempt = 0; attempt < MAX_STARTS; attempt++) {
    const port = await findPort();
    await writeFile(join(prefix, 'nginx.conf'), await writeMain(prefix));
    await writeFile(join(prefix, 'site/default'), await writeSite(folder, port, more));
    const args = ['-p', prefix, '-c', join(prefix, 'nginx.conf'), '-g', 'daemon off;'];
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const end = (): Promise<void> => endProcess(child);
    if (await listens(child, port)) {
      return {
        origin: `http://127.0.0.1:${port}`,
        [Symbol.asyncDispose]: async () => {
          await end();
          await remove();
        },
      };
    }
    await end();
    // Another process got the port meanwhile.
    if (!errors.includes('Address already in use')) {
      await remove();
      throw new Error(`nginx does not start: ${errors}`);
    }
  }
  await remove();
  throw new Error('nginx finds no free port.');
}

/** Debian's main file, with its own process id, logs and folder of sites. */
async function writeMain(prefix: string): Promise<string> {
  const text = await readFile(MAIN_CONFIG, 'utf8');
  const changed = text
    .replace(/^pid .*$/m, `pid ${prefix}/nginx.pid;`)
    .replace(/^(\s*)error_log .*$/m, `$1error_log ${prefix}/error.log;`)
    .replace(/^(\s*)access_log .*$/m, `$1access_log ${prefix}/access.log;`)
    .replace(/^\s*include \/etc\/nginx\/(conf\.d|modules-enabled)\/.*$/gm, '')
    .replace(/include \/etc\/nginx\/sites-enabled\/\*;/, `${temporaryPaths(prefix)}\ninclude ${prefix}/site/*;`);
  if (!changed.includes(`${prefix}/site/`)) throw new Error(`${MAIN_CONFIG} is not as Debian ships it.`);
  // Only root may name a user.
  return process.getuid?.() === 0 ? changed : changed.replace(/^user .*$/m, '');
}

function temporaryPaths(prefix: string): string {
  return ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${prefix}/${name};`)
    .join('\n');
}

/** Debian's default site on another address, with another folder. */
async function writeSite(folder: string, port: number, more: string): Promise<string> {
  const text = await readFile(SITE_CONFIG, 'utf8');
  return text
    .replace(/^\s*#.*$/gm, '')
    .replace(/^\s*listen \[::\].*$/m, '')
    .replace(/listen 80 default_server;/, `listen 127.0.0.1:${port} default_server;`)
    .replace(/root \/var\/www\/html;/, `root ${folder};\n${more}`);
}

/** Waits until the server takes connections; `false` where it ends before. */
async function listens(child: ChildProcess, port: number): Promise<boolean> {
  const until = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && Date.now() < until) {
    if (await takesConnections(port)) return child.exitCode === null;
    await wait(20);
  }
  return false;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
