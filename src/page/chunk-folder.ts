import { readCurrentScript } from './browser.js';

/**
 * Address of the folder with the script's chunks, with a slash at its end. It is absolute, so that neither a `<base>` nor the
 * origin of the page changes where they come from. Code without an address of its own (evaluated, or inside the page) has
 * `./chunks/`, which the browser resolves as for any import.
 */
export const CHUNK_FOLDER = `${folderOf(readCurrentScript()?.src)}chunks/`;

/** The address up to its last slash. SVG scripts have no `src`. */
function folderOf(address = ''): string {
  const [path = ''] = address.split(/[?#]/, 1);
  return path.slice(0, path.lastIndexOf('/') + 1) || './';
}
