import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { findPort } from './find-port.js';

const run = promisify(execFile);
/** Where Debian puts the programs, a folder a version. */
const DEBIAN = '/usr/lib/postgresql';

/** A PostgreSQL of a test's own on a free port of loopback, its files in a folder that goes with it. */
export interface PostgresServer extends AsyncDisposable {
  /** Makes a pool of connections, which ends with the server. */
  readonly connect: (options?: object) => Pool;
  readonly start: () => Promise<void>;
  /** Ends it at once, as if its machine were lost. */
  readonly kill: () => Promise<void>;
}

async function findPrograms(): Promise<string | null> {
  const versions = await readdir(DEBIAN).catch(() => []);
  for (const version of versions.sort((one, other) => Number(other) - Number(one))) {
    const folder = join(DEBIAN, version, 'bin');
    if (await access(join(folder, 'initdb')).then(() => true, () => false)) return folder; // prettier-ignore
  }
  return null;
}

const programs = await findPrograms();

/** Why tests that need PostgreSQL are skipped; `false` where it is installed. */
export const NO_POSTGRES = programs === null && 'skipped: not installed';

/** A test that needs PostgreSQL, and counts as skipped without it: a skipped suite would count no test. */
export const testWithPostgres = (says: string, body: () => Promise<void>): void =>
  void test(says, { skip: NO_POSTGRES }, body);

/** Starts a PostgreSQL. It refuses to run as root, so there it runs as the user that its package made. */
export async function startPostgres(): Promise<PostgresServer> {
  const user = process.getuid?.() === 0 ? await findUser() : null;
  const folder = await mkdtemp(join(tmpdir(), 'zephr-postgres-'));
  if (user) await chown(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder };
  await run(join(programs!, 'initdb'), ['-D', folder, '-U', 'zephr', '--auth=trust', '--no-sync'], options);
  const port = await findPort();
  const pools: Pool[] = [];
  let child: ChildProcess | null = null;

  const connect = (more: object = {}): Pool => {
    const pool = new Pool({ host: '127.0.0.1', port, user: 'zephr', database: 'postgres', ...more });
    // A connection that breaks while nobody uses it.
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const start = async (): Promise<void> => {
    const settings = { listen_addresses: '127.0.0.1', fsync: 'off', unix_socket_directories: '' };
    const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    child = spawn(join(programs!, 'postgres'), ['-D', folder, '-p', String(port), ...given], {
      ...options,
      stdio: 'ignore',
    });
    const probe = connect({ max: 1, connectionTimeoutMillis: 1000 });
    for (let looks = 0; looks < 200; looks++) {
      if (await probe.query('SELECT 1').then(() => true, () => false)) return; // prettier-ignore
      await sleep(50);
    }
    throw new Error('PostgreSQL does not start.');
  };
  const kill = async (): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  };

  await start();
  return {
    connect,
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      for (const pool of pools) await pool.end().catch(() => undefined);
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function findUser(): Promise<{ readonly uid: number; readonly gid: number }> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
  return { uid: Number(uid!.stdout), gid: Number(gid!.stdout) };
}
