import { defineFeature } from '../components/feature/define.js';
import { loadWalls } from '../components/feature/load-walls.js';
import { readCookies } from './page/browser.js';
import { installZephr, startFromPage } from './page/boot.js';
import { createZephrPage } from './page/create-zephr-page.js';

/** JSON text of a config; only a bundle sets it, around this script. */
declare const __ZEPHR_CONFIG__: string | undefined;

/**
 * Starts all that the page needs, in the order in which it will be needed.
 *
 * @param tags - The script tag; of a script that does not know it, the candidates.
 */
export function startScript(tags: Iterable<HTMLElement>): void {
  // A guess, as the config, which names the cookie, is still on its way.
  const hasToken = readCookies().includes('blaize_jwt=');
  const page = createZephrPage(tags, () => {
    // A feature is met and no token: most likely the reader sees a wall.
    if (!hasToken) void loadWalls();
  });
  if (installZephr(page)) {
    startFromPage(page, typeof __ZEPHR_CONFIG__ === 'string' ? __ZEPHR_CONFIG__ : undefined);
    defineFeature(page.host);
    if (hasToken) import('./token/verify/create-verifier.js').catch(() => undefined);
  }
}
