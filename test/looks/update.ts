/**
 * Takes the pictures again that looks are compared with: `npm run looks:update`. Look at what has changed before you
 * commit it.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { PICTURES } from './pictures.js';
import { takePictures, whyNoPictures } from './take-pictures.js';

const folder = fileURLToPath(new URL('baselines', import.meta.url));
const reason = whyNoPictures();
if (reason) throw new Error(reason);

await mkdir(folder, { recursive: true });
const known = new Set(PICTURES.map(({ name }) => `${name}.png`));
for (const file of await readdir(folder)) if (!known.has(file)) await rm(join(folder, file));
let bytes = 0;
for await (const { name, png } of takePictures(PICTURES)) {
  // The browser saves in haste.
  const small = PNG.sync.write(PNG.sync.read(Buffer.from(png)), {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
  bytes += small.length;
  await writeFile(join(folder, `${name}.png`), small);
}
console.log(`${PICTURES.length} pictures, ${Math.round(bytes / 1000)} kB`);
