/**
 * Chunks carry the hash of their build in their names, so that the script of one release never runs with a chunk of another:
 * `chunks/walls.js` of the manifest is `dist/chunks/walls-1f0c2ab4.js`. While the files are being built, a placeholder of the
 * same length is in its place, so that neither positions in a file nor the results of other jobs depend on the hash.
 */
import { createHash } from 'node:crypto';

/** What the hash replaces. It has as many characters as the hash. */
const PLACEHOLDER = '__HASH__';

/**
 * The name of a chunk while the files are being built.
 *
 * @param {string} name - As in the manifest, with or without its folder.
 */
export function withPlaceholder(name) {
  return name.replace(/\.js$/, `-${PLACEHOLDER}.js`);
}

/**
 * The name in the manifest of a built chunk. Other names stay as they are.
 *
 * @param {string} name - As in dist/, or with the placeholder.
 */
export function withoutHash(name) {
  return name.replace(/-([0-9a-f]{8}|__HASH__)\.js(?=$|[.?#])/, '.js');
}

/**
 * Finds the chunks that a text imports, by their names in the manifest.
 *
 * @param {string} code - A file that is being built.
 */
export function findChunkNames(code) {
  return [...code.matchAll(/([\w-]+)-__HASH__\.js/g)].map(([, name]) => `${name}.js`);
}

/**
 * Gives files their final names and puts the hash into their texts.
 *
 * @param {Readonly<Record<string, string>>} files - Texts by the paths of the manifest.
 * @returns {Record<string, string>} Texts by path below dist/.
 */
export function putHash(files) {
  const texts = Object.entries(files).filter(([path, text]) => isChunk(path) || text.includes(PLACEHOLDER));
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, PLACEHOLDER.length);
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      isChunk(path) ? withPlaceholder(path.replace(/\.map$/, '')).replace(PLACEHOLDER, hash) + mapEnd(path) : path,
      withMap(path, text).replaceAll(PLACEHOLDER, hash),
    ]),
  );
}

function isChunk(path) {
  return path.startsWith('chunks/');
}

function mapEnd(path) {
  return path.endsWith('.map') ? '.map' : '';
}

/** A chunk names its source map, and a source map its chunk. */
function withMap(path, text) {
  if (!isChunk(path)) return text;
  return path.endsWith('.map')
    ? text.replace(/"file":"([^"]+)"/, (_whole, name) => `"file":"${withPlaceholder(name)}"`)
    : text.replace(
        /(sourceMappingURL=)(.+)\.map\s*$/,
        (_whole, start, name) => `${start}${withPlaceholder(name)}.map\n`,
      );
}
