/** The folders of examples/, planted as a stranger copies them, and read as their readers do. */
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SHOWN_TIMEOUT_MS = 20_000;

/** The text of the content of every example. */
export const CONTENT = 'The gated content';
/** The heading of its wall. */
export const WALL = 'Read on with a free account';
/** The text that components add which know the decision. */
export const FOR_SUBSCRIBERS = ', for a subscriber';

const TEXTS = [CONTENT, WALL, FOR_SUBSCRIBERS];

/** The token that examples/README.md gives to subscribers. */
export const EXAMPLE_TOKEN = /blaize_jwt=([\w.-]+)/.exec(readFileSync(`${root}examples/README.md`, 'utf8'))![1]!;

/** Names of the folders. */
export const EXAMPLES: readonly string[] = readdirSync(`${root}examples`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Reads the committed files of an example, by path. */
export function readExample(name: string): Readonly<Record<string, string>> {
  const folder = join(root, 'examples', name);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}

/** An example in a folder of its own. */
export interface PlantedExample extends AsyncDisposable {
  readonly folder: string;
}

/**
 * Copies an example, with the package among its packages.
 *
 * @param options.packed - The unpacked package.
 * @param options.above - The folder above its own, in whose `node_modules` the tools are. Default: one of the system.
 * @param options.change - Replaces ports in a file.
 * @param options.packages - Packages of this project that it uses too.
 */
export async function plantExample(
  name: string,
  options: {
    readonly packed: string;
    readonly above?: string;
    readonly change?: (text: string) => string;
    readonly packages?: readonly string[];
  },
): Promise<PlantedExample> {
  const { packed, above = tmpdir(), change = (text) => text, packages = [] } = options;
  await mkdir(above, { recursive: true });
  const folder = await mkdtemp(join(above, 'example-'));
  for (const [path, text] of Object.entries(readExample(name))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), change(text));
  }
  const modules = join(folder, 'node_modules');
  await cp(packed, join(modules, 'zephr-onpage'), { recursive: true });
  await mkdir(join(modules, '.bin'));
  // As an installation does.
  await symlink('../zephr-onpage/dist/cli.mjs', join(modules, '.bin/zephr'));
  await chmod(join(modules, 'zephr-onpage/dist/cli.mjs'), 0o755);
  for (const name of packages) await symlink(join(root, 'node_modules', name), join(modules, name));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Which of some texts a page shows, or `null` while it is not decided: runs in the page. */
function findShown(texts: readonly string[]): string[] | null {
  const places = [...document.querySelectorAll('zephr-feature')];
  if (!places.every((place) => /shown|walled|fault/.test(place.getAttribute('state') ?? ''))) return null;
  const walls = [...document.querySelectorAll('zephr-registration-wall')].filter((wall) => wall.clientHeight > 0);
  const all = [document.body.innerText, ...walls.map((wall) => wall.shadowRoot?.textContent ?? '')].join('\n');
  const shown = texts.filter((text) => all.includes(text));
  return shown.length > 0 ? shown : null;
}

/**
 * Opens pages one after the other, as one reader in a fresh profile.
 *
 * @returns For each page what it shows of these texts, and then what it has written to the console as an error or a warning.
 */
export async function readPages(browser: Browser, token: string | null, ...addresses: string[]): Promise<string[][]> {
  const context = await browser.createBrowserContext();
  try {
    if (token) await context.setCookie({ name: 'blaize_jwt', value: token, domain: '127.0.0.1', path: '/' });
    const page = await context.newPage();
    let errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      const isIcon = /\/favicon\.ico$/.test(message.location().url ?? '');
      if (['error', 'warn'].includes(message.type()) && !isIcon) errors.push(message.text());
    });
    const seen: string[][] = [];
    for (const address of addresses) {
      errors = [];
      await page.goto(address, { waitUntil: 'load' });
      await page.waitForFunction(findShown, { timeout: SHOWN_TIMEOUT_MS }, TEXTS).catch(() => undefined);
      // Requests to an endpoint, and the second render of a framework.
      await page.waitForNetworkIdle({ idleTime: 300, timeout: SHOWN_TIMEOUT_MS });
      seen.push([...((await page.evaluate(findShown, TEXTS)) ?? ['nothing']), ...errors]);
    }
    return seen;
  } finally {
    await context.close();
  }
}

/** Opens a page as an anonymous reader and as a subscriber. */
export async function readAsBoth(browser: Browser, address: string, token = EXAMPLE_TOKEN): Promise<string[][]> {
  return [...(await readPages(browser, null, address)), ...(await readPages(browser, token, address))];
}
