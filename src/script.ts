import { defineFeature } from '../components/feature/define.js';
import { loadWalls } from '../components/feature/load-walls.js';
import { readCookies } from './page/browser.js';
import { installZephr, startFromPage } from './page/boot.js';
import { createZephr } from './page/create-zephr.js';

// The script tag: everything that the page needs starts here, in the order in which it will be needed.
const page = createZephr();
if (installZephr(page.zephr)) {
  startFromPage(page);
  defineFeature(page.host);
  // Without a token there will be a wall, most likely: asked for while the config is still on its way.
  if (!readCookies().includes('blaize_jwt=')) loadWalls().catch(() => undefined);
}
