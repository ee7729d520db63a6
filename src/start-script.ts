import { defineFeature } from '../components/feature/define.js';
import { loadWalls } from '../components/feature/load-walls.js';
import { ignore } from './lib/ignore.js';
import { findElement, readCookies } from './page/browser.js';
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
    // A feature is met and no token: most likely the reader sees a wall. With one, sealed content is most likely to open.
    if (!hasToken) void loadWalls();
    else if (findElement('[sealed]')) loadSealed().catch(ignore);
  });
  if (installZephr(page)) {
    startFromPage(page, typeof __ZEPHR_CONFIG__ === 'string' ? __ZEPHR_CONFIG__ : undefined);
    defineFeature(page.host);
    if (hasToken) import('./token/verify/create-verifier.js').catch(ignore);
  }
}

/** Requests what opens a seal, what asks for its key, and what connects both, which would otherwise come one after the other. */
function loadSealed(): Promise<unknown> {
  return Promise.all([
    import('../components/feature/open-sealed.js'),
    import('./page/sealed/ask-keys.js'),
    import('./page/life/keep-live.js'),
  ]);
}
