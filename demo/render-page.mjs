import { readFile } from 'node:fs/promises';

import { keepBlocks } from './keep-blocks.mjs';

const PAGE = new URL('index.html', import.meta.url);

/** @typedef {'shared-secret' | 'public-key'} Way */

/** Paths of the pages, by how they verify tokens. */
export const PATHS = { 'shared-secret': '/', 'public-key': '/public-key' };

/** Paths of the pages' configs, by how they verify tokens. */
export const CONFIGS = { 'shared-secret': '/zephr.json', 'public-key': '/public-key.json' };

/**
 * The newspaper's page for one way to verify tokens.
 *
 * @param {Way} way
 * @param {readonly string[]} settings - Settings that this visitor has switched on; the page comes with its switches as they were left.
 * @returns {Promise<string>}
 */
export async function renderPage(way, settings) {
  return keepBlocks(await readFile(PAGE, 'utf8'), way)
    .replace(/data-setting="(\w+)" checked/g, (on, name) => (settings.includes(name) ? on : on.replace(' checked', '')))
    .replaceAll('{{way}}', way)
    .replaceAll('{{path}}', PATHS[way])
    .replaceAll('{{config}}', CONFIGS[way]);
}
