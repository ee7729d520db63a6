import { access, constants, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The options with which puppeteer starts a browser. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly headless: true | 'shell';
}

/**
 * No sandbox, because root in a container cannot have one and the tests open only their own loopback pages. The rest
 * keeps the browser from calling home, which on a machine off the network costs seconds a start.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium without windows: the same engine, and its own program, which takes half the CPU time of the whole browser. */
const SHELL = 'chromium-headless-shell';
const COMMANDS = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium for tests and benches: `CHROME_PATH`, else a Chrome or Chromium on the machine, its shell without windows
 * first, else on Linux x64 the one that the development dependencies bring along. `ZEPHR_BROWSER=bundled` goes straight to
 * the last.
 *
 * @param whole - Passes over the shell: benches measure what readers have, and some tests need windows and tabs.
 * @throws {Error} Without one; the message says how to install it.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env, whole = false): Promise<BrowserLaunch> {
  if (env.ZEPHR_BROWSER !== 'bundled') {
    if (env.CHROME_PATH) {
      if (!(await isExecutable(env.CHROME_PATH))) throw new Error(`CHROME_PATH names no program: ${env.CHROME_PATH}`);
      return { executablePath: env.CHROME_PATH, args: ARGS, env, headless: true };
    }
    const shell = whole ? null : await findCommand([SHELL], [], env);
    if (shell) return { executablePath: shell, args: ARGS, env, headless: 'shell' };
    const installed = await findCommand(COMMANDS, PLACES, env);
    if (installed) return { executablePath: installed, args: ARGS, env, headless: true };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium(env);
  throw new Error('No Chrome or Chromium found. Set CHROME_PATH, or install one: apt-get install -y chromium');
}

/**
 * Finds the first of some programs on the search path, else the first of some full paths.
 *
 * @returns Its path, `null` without any of them.
 */
export async function findCommand(
  commands: readonly string[],
  places: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | null> {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...commands.flatMap((command) => folders.map((folder) => join(folder, command))), ...places];
  for (const path of candidates) if (await isExecutable(path)) return path;
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Unpacks @sparticuz/chromium once into node_modules/.cache. The package unpacks in place, so two test runs at once would
 * start half a browser: here each unpacks into a folder of its own, and the first to finish gives it the name.
 */
async function unpackChromium(env: NodeJS.ProcessEnv): Promise<BrowserLaunch> {
  const home = resolve(root, 'node_modules/.cache/zephr-onpage/chromium-147.0.0');
  const executablePath = join(home, 'chromium');
  if (!(await isExecutable(executablePath))) {
    await mkdir(resolve(home, '..'), { recursive: true });
    const staging = await mkdtemp(`${home}-`);
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', `import c from '@sparticuz/chromium'; await c.executablePath();`],
      {
        cwd: root,
        // The package unpacks into the temporary folder, and its NSS libraries only where it believes to run on Lambda.
        env: { ...env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
      },
    );
    await writeFile(join(staging, 'fonts.conf'), fontsConf(join(home, 'fonts')));
    await rename(staging, home).catch(() => rm(staging, { recursive: true, force: true }));
  }
  const libraries = [join(home, 'al2023/lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return {
    executablePath,
    // Its own default flags are left out: among them is --disable-web-security.
    args: ARGS,
    env: { ...env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(home, 'fonts.conf') },
    headless: 'shell',
  };
}

/** Without any font text is 0 pixels high. The machine's own come first, so a page looks as in its other browsers. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
}
