import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'puppeteer-core';
import { findCommand } from './find-chromium.js';
import { findPort } from './find-port.js';

const run = promisify(execFile);

/** Where Debian's packages put WordPress. */
const WORDPRESS = '/usr/share/wordpress';
const PLUGIN = 'wp-content/plugins/zephr-onpage';
const SETUP = fileURLToPath(new URL('wordpress-setup.php', import.meta.url));
const MAKE_PLUGIN = fileURLToPath(new URL('../../examples/wordpress/make-plugin.mjs', import.meta.url));

/** An editor asks for many scripts at once, and PHP's own server answers one request a process. */
const SERVER_PROCESSES = 4;
const START_TIMEOUT_MS = 20_000;
/** The servers end by themselves after this time, also where a test run is killed. */
const LIFE_SECONDS = 600;

const MARIADB = await findCommand(['mariadbd'], ['/usr/sbin/mariadbd']);
const INSTALL_DB = await findCommand(['mariadb-install-db'], ['/usr/bin/mariadb-install-db']);
const PHP = await findCommand(['php']);

/** Why tests that need WordPress are skipped; `false` where Debian's packages are installed. */
export const NO_WORDPRESS =
  (!MARIADB || !INSTALL_DB || !PHP || !existsSync(join(WORDPRESS, 'wp-settings.php'))) &&
  'skipped: wordpress, wordpress-theme-twentytwentythree, php-cli, php-mysql and mariadb-server are not installed';

/** Users and posts of a new site, beside its administrator `admin`. */
export interface WordPressContent {
  /** Roles by login name. All users have the same password. */
  readonly users: Readonly<Record<string, string>>;
  /** Contents by title. */
  readonly posts: Readonly<Record<string, string>>;
}

/** A WordPress of a test's own on loopback, with the plugin. Disposing of it ends its servers and removes its files. */
export interface WordPressSite extends AsyncDisposable {
  readonly origin: string;
  readonly password: string;
  /** Folder of the plugin. */
  readonly plugin: string;
  /** Ids of posts by title. */
  readonly posts: Readonly<Record<string, number>>;
  /** Runs PHP with WordPress loaded, and gives what it prints. */
  readonly php: (code: string) => Promise<string>;
}

/** Installs WordPress from Debian's packages into a folder and a database of its own. Nothing of the machine's is changed. */
export async function startWordPress(content: WordPressContent): Promise<WordPressSite> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-wordpress-'));
  const children: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    for (const child of children.reverse()) await endProcess(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const socket = join(folder, 'database.sock');
    children.push(await startDatabase(folder, socket));
    const port = await findPort();
    const origin = `http://127.0.0.1:${port}`;
    const root = await makeRoot(folder, socket, origin);
    const options = ['-d', `auto_prepend_file=${join(folder, 'prepend.php')}`, '-d', 'display_errors=0'];
    const password = randomBytes(12).toString('hex');
    const php = (args: readonly string[], input = ''): Promise<string> => runPhp([...options, ...args], input);
    const given = JSON.stringify({ ...content, password, plugin: 'zephr-onpage/zephr-onpage.php' });
    const posts = JSON.parse(await php([SETUP], given)) as Record<string, number>;
    const server = spawn(
      'timeout',
      [
        ...[String(LIFE_SECONDS), PHP!, ...options, '-d', 'opcache.enable_cli=1'],
        ...['-S', `127.0.0.1:${port}`, '-t', root],
      ],
      { stdio: 'ignore', env: { ...process.env, PHP_CLI_SERVER_WORKERS: String(SERVER_PROCESSES) }, detached: true },
    );
    children.push(server);
    await waitUntil('WordPress', () => fetch(`${origin}/wp-login.php`).then(({ ok }) => ok));
    // PHP prepends its file to files, and not to code.
    const start = `require '${join(folder, 'prepend.php')}'; require ABSPATH . 'wp-load.php';`;
    return {
      ...{ origin, password, posts, plugin: join(root, PLUGIN), [Symbol.asyncDispose]: close },
      php: (code) => php(['-r', `${start}${code}`]),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDatabase(folder: string, socket: string): Promise<ChildProcess> {
  const data = join(folder, 'data');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await run(INSTALL_DB!, [
    ...['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user],
  ]);
  const init = join(folder, 'init.sql');
  await writeFile(init, 'CREATE DATABASE IF NOT EXISTS news;');
  const child = spawn(
    'timeout',
    [
      ...[String(LIFE_SECONDS), MARIADB!, '--no-defaults', `--datadir=${data}`, `--socket=${socket}`, ...user],
      ...['--skip-networking', `--init-file=${init}`, '--innodb-flush-log-at-trx-commit=0', '--skip-log-bin'],
    ],
    { stdio: 'ignore', detached: true },
  );
  await waitUntil('MariaDB', () => Promise.resolve(existsSync(socket)));
  return child;
}

/**
 * The root of the site: links to the files of the package, with a configuration and contents of its own. WordPress finds its
 * configuration in `ABSPATH`, which code that runs before it says.
 */
async function makeRoot(folder: string, socket: string, origin: string): Promise<string> {
  const root = join(folder, 'site');
  await mkdir(join(root, PLUGIN), { recursive: true });
  for (const name of await readdir(WORDPRESS)) {
    if (!/^(wp-content|wp-config.*|\..*)$/.test(name)) await symlink(join(WORDPRESS, name), join(root, name));
  }
  await symlink(join(WORDPRESS, 'wp-content/themes'), join(root, 'wp-content/themes'));
  await run(process.execPath, [MAKE_PLUGIN, join(root, PLUGIN)]);
  const salts = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) =>
    [`${name}_KEY`, `${name}_SALT`].map((salt) => [salt, randomBytes(32).toString('hex')] as const),
  );
  const constants = {
    ...{ DB_NAME: 'news', DB_USER: 'root', DB_PASSWORD: '', DB_HOST: `localhost:${socket}`, DB_CHARSET: 'utf8mb4' },
    ...{ WP_HOME: origin, WP_SITEURL: origin, WP_HTTP_BLOCK_EXTERNAL: true, DISABLE_WP_CRON: true },
    ...{ AUTOMATIC_UPDATER_DISABLED: true, CONCATENATE_SCRIPTS: false, DB_COLLATE: '' },
    ...Object.fromEntries(salts),
  };
  const defines = Object.entries(constants).map(([name, value]) => `define('${name}', ${JSON.stringify(value)});`);
  const settings = `$table_prefix = 'wp_';\nrequire_once ABSPATH . 'wp-settings.php';`;
  await writeFile(join(root, 'wp-config.php'), ['<?php', ...defines, settings, ''].join('\n'));
  const host = new URL(origin).host;
  const prepend = `<?php define('ABSPATH', '${root}/'); $_SERVER['HTTP_HOST'] ??= '${host}';`;
  await writeFile(join(folder, 'prepend.php'), prepend);
  return root;
}

async function runPhp(args: readonly string[], input: string): Promise<string> {
  const child = execFile(PHP!, args, { timeout: 60_000 });
  let [out, errors] = ['', ''];
  child.stdout!.on('data', (text: string) => (out += text));
  child.stderr!.on('data', (text: string) => (errors += text));
  child.stdin!.end(input);
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`PHP ended with ${code}: ${errors}${out}`);
  return out;
}

async function waitUntil(name: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + START_TIMEOUT_MS; Date.now() < until; await sleep(50)) {
    if (await isTrue().catch(() => false)) return;
  }
  throw new Error(`${name} does not start.`);
}

/** Ends a process and those that it has started, which are one group. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid!, 'SIGTERM');
  await ended;
}

/** Logs a user in by the form that the page shows, or by that of the site. The page is then where the form leads to. */
export async function logIn(page: Page, site: WordPressSite, name: string): Promise<void> {
  if (!page.url().includes('wp-login.php')) await page.goto(`${site.origin}/wp-login.php`);
  await page.$eval('#user_login', (field, value) => void ((field as HTMLInputElement).value = value), name);
  await page.$eval('#user_pass', (field, value) => void ((field as HTMLInputElement).value = value), site.password);
  await Promise.all([page.waitForNavigation(), page.click('#wp-submit')]);
}
