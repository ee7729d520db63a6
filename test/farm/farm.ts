/** Builds sites in fresh folders with the packed package, and reads them as their readers do. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import {
  describeEveryChunk,
  everyChunkConfig,
  isEveryChunkShown,
  prepareEveryChunk,
  READERS,
} from '../support/every-chunk.js';
import { findPort } from '../support/find-port.js';
import { installTools as installToolsOf } from '../support/install-tools.js';
import type { FarmProject } from './farm-project.js';

const run = promisify(execFile);

const BUILD_TIMEOUT_MS = 240_000;
const SERVER_START_TIMEOUT_MS = 60_000;
const SHOWN_TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 64 * 1024 ** 2;

/** The page of each reader, by the reader’s name. */
export type Seen = Readonly<Record<string, unknown>>;

/** Environment of the tools: they ask nobody for updates, and count nothing. */
const ENV: NodeJS.ProcessEnv = {
  ...process.env,
  ...{ CI: 'true', DO_NOT_TRACK: '1', ASTRO_DISABLE_UPDATE_CHECK: 'true' },
  ...{ ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1' },
  NODE_ENV: undefined,
};

/** Installs the tools of a folder beside this file, and gives the folder that holds their `node_modules`. */
export function installTools(name: string): Promise<string> {
  return installToolsOf(name, new URL(`${name}/`, import.meta.url));
}

/** A project in a folder of its own, below the tools that build it. */
export interface PlantedProject extends AsyncDisposable {
  readonly folder: string;
}

/** Writes the files of a project, with the package among its packages. */
export async function plant(project: FarmProject, tools: string, packed: string): Promise<PlantedProject> {
  await mkdir(join(tools, 'sites'), { recursive: true });
  const folder = await mkdtemp(join(tools, 'sites/site-'));
  const files: Readonly<Record<string, string>> = {
    'package.json': '{ "private": true, "type": "module" }',
    'zephr.json': JSON.stringify(everyChunkConfig()),
    ...project.files,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await cp(packed, join(folder, 'node_modules/zephr-onpage'), { recursive: true });
  if (project.assets !== undefined) {
    const target = join(folder, project.assets);
    await mkdir(target, { recursive: true });
    await cp(join(packed, 'dist/zephr.js'), join(target, 'zephr.js'));
    await cp(join(packed, 'dist/chunks'), join(target, 'chunks'), { recursive: true });
    await cp(join(folder, 'zephr.json'), join(target, 'zephr.json'));
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/**
 * Builds a project for production by a command of its tool. Throws the output of the tool where that fails.
 *
 * @param more - Adds to the environment.
 * @returns What it has printed.
 */
export async function build(
  command: readonly string[],
  folder: string,
  tools: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [program, ...args] = command;
  const env = { ...envOf(tools), ...more };
  const limits = { timeout: BUILD_TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  const { stdout } = await run(program!, args, { cwd: folder, env, ...limits });
  return stdout;
}

/** A server of a tool, which is ended when it is disposed of. */
export interface ToolServer extends AsyncDisposable {
  readonly origin: string;
}

/**
 * Serves a project by a command of its tool: as its developers see it, or as it is in production.
 *
 * @param more.port - Port of loopback that the command listens on. Default: a free one.
 * @param more.env - Adds to the environment.
 */
export async function startServer(
  command: (port: number) => readonly string[],
  folder: string,
  tools: string,
  more: { readonly port?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ToolServer> {
  const port = more.port ?? (await findPort());
  const [program, ...args] = command(port);
  const env = { ...envOf(tools), HOST: '127.0.0.1', PORT: String(port), ...more.env };
  // In a group of its own: some tools leave their work to further processes.
  const child = spawn(program!, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-10_000)));
  const ended = once(child, 'exit');
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
    await ended;
  };
  const origin = `http://127.0.0.1:${port}`;
  const until = Date.now() + SERVER_START_TIMEOUT_MS;
  while (!(await answers(origin))) {
    if (child.exitCode === null && Date.now() < until) await wait(200);
    else {
      await end();
      throw new Error(`It does not serve: ${printed}`);
    }
  }
  return { origin, [Symbol.asyncDispose]: end };
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin, { signal: AbortSignal.timeout(SERVER_START_TIMEOUT_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Commands are those of the tools, `node` among them where they bring one, which a framework may need newer than ours. */
function envOf(tools: string): NodeJS.ProcessEnv {
  const path = [join(tools, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH];
  return { ...ENV, PATH: path.join(delimiter) };
}

/** Reads a site as each of its readers does. */
export async function readSite(browser: Browser, origin: string, readers = READERS): Promise<Seen> {
  return readAs(readers, browser, (page) => page.goto(origin, { waitUntil: 'domcontentloaded' }));
}

/**
 * Reads it as readers do who come by a link of its page `/other`, go back and come once more. The framework follows them without a
 * new document, and takes what it has rendered from the page in between.
 */
export async function readByLink(browser: Browser, origin: string, readers = READERS): Promise<Seen> {
  return readAs(readers, browser, async (page) => {
    await page.goto(`${origin}/other/`, { waitUntil: 'networkidle0' });
    await page.evaluate(() => Object.assign(window, { isSame: true }));
    for (const isLast of [false, true]) {
      await page.waitForFunction(() => location.pathname.startsWith('/other') && document.querySelector('a'), {
        timeout: SHOWN_TIMEOUT_MS,
      });
      // By a call: while a page moves in, clicks of a pointer meet its picture.
      await page.$eval('a', (link) => link.click());
      await page.waitForSelector('.story-body', { timeout: SHOWN_TIMEOUT_MS });
      await waitUntilShown(page);
      if (!isLast) await page.evaluate(() => history.back());
    }
    if (!(await page.evaluate(() => 'isSame' in window))) throw new Error('The link has loaded another document.');
  });
}

async function waitUntilShown(page: Page): Promise<void> {
  await page.waitForFunction(isEveryChunkShown, { timeout: SHOWN_TIMEOUT_MS }).catch(() => undefined);
  // The tools of a page are served behind its decisions.
  await page.waitForNetworkIdle({ idleTime: 500, timeout: SHOWN_TIMEOUT_MS });
}

/** Signs the reader in as a subscriber, who then sees the content in place of the walls. */
async function signIn(page: Page): Promise<void> {
  await page.evaluate(async (token) => {
    await window.Zephr.setToken(token);
    await window.Zephr.refresh();
  }, READERS.at(-1)![1]);
}

async function readAs(readers: typeof READERS, browser: Browser, go: (page: Page) => Promise<unknown>): Promise<Seen> {
  const seen: Record<string, unknown> = {};
  for (const [name, token] of readers) {
    const context = await browser.createBrowserContext();
    try {
      if (token) await context.setCookie({ name: 'blaize_jwt', value: token, domain: '127.0.0.1', path: '/' });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (['error', 'warn'].includes(message.type())) errors.push(message.text());
      });
      await page.evaluateOnNewDocument(prepareEveryChunk);
      await go(page);
      await waitUntilShown(page);
      const first = await page.evaluate(describeEveryChunk);
      await signIn(page);
      seen[name] = { first, signedIn: await page.evaluate(describeEveryChunk), errors };
    } finally {
      await context.close();
    }
  }
  return seen;
}
