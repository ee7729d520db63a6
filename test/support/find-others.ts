import { readdir } from 'node:fs/promises';
import { findCommand } from './find-chromium.js';

/** Finds the path of a stock Firefox: `FIREFOX_PATH`, else one on the machine, else `null`. */
export async function findFirefox(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (env.FIREFOX_PATH) return env.FIREFOX_PATH;
  return findCommand(
    ['firefox-esr', 'firefox'],
    ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
    env,
  );
}

/** Programs that drive WebKitGTK, which is close to Safari but does not prove that Safari works. */
export interface WebKit {
  /** Speaks WebDriver. */
  readonly driver: string;
  /** The bare browser that the driver starts. */
  readonly browser: string;
}

/** Finds Debian's webkit2gtk-driver and the MiniBrowser beside it; `null` where one of them is missing. */
export async function findWebKit(env: NodeJS.ProcessEnv = process.env): Promise<WebKit | null> {
  const driver = await findCommand(['WebKitWebDriver'], [], env);
  if (!driver) return null;
  const browser = await findCommand([], await miniBrowsers());
  return browser ? { driver, browser } : null;
}

/** Where a MiniBrowser may be: `/usr/lib/<architecture>/webkit2gtk-<version>/`, the newest version first. */
async function miniBrowsers(): Promise<string[]> {
  const found: string[] = [];
  for (const architecture of await list('/usr/lib')) {
    if (!architecture.includes('-linux-')) continue;
    for (const folder of await list(`/usr/lib/${architecture}`)) {
      if (/^webkit2?gtk-/.test(folder)) found.push(`/usr/lib/${architecture}/${folder}/MiniBrowser`);
    }
  }
  return found.sort().reverse();
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
