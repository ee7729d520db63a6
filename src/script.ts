import { defineFeature } from '../components/feature/define.js';
import { loadWalls } from '../components/feature/load-walls.js';
import { readCookies } from './page/browser.js';
import { installZephr, startFromPage } from './page/boot.js';
import { createZephr } from './page/create-zephr.js';

/** JSON text of a config; only a bundle sets it, around this script. */
declare const __ZEPHR_CONFIG__: string | undefined;

// The script tag: everything that the page needs starts here, in the order in which it will be needed.
const page = createZephr();
if (installZephr(page)) {
  startFromPage(page, typeof __ZEPHR_CONFIG__ === 'string' ? __ZEPHR_CONFIG__ : undefined);
  defineFeature(page.host);
  // Asked for while the config is still on its way: what verifies a token where there is one, else the walls, most likely.
  if (readCookies().includes('blaize_jwt=')) import('./token/verify/create-verifier.js').catch(() => undefined);
  else void loadWalls();
}
