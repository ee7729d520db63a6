import { readFile } from 'node:fs/promises';

const PAGE = new URL('sealed.html', import.meta.url);
const SEAL = new URL('../dist/seal.mjs', import.meta.url);

/** Where the sealed story is, and its config. */
export const SEALED_PAGE = '/sealed';
export const SEALED_CONFIG = '/sealed.json';

/**
 * Seals the page of the story, as a build would.
 *
 * @param {object} config
 * @param {{ kid: string, key: string }[]} keys
 * @returns {Promise<string>}
 */
export async function renderSealedPage(config, keys) {
  const { createSealer } = await import(SEAL.href);
  return createSealer({ config, keys }).html(await readFile(PAGE, 'utf8'), { path: SEALED_PAGE });
}
