/**
 * Takes the pictures again that looks are compared with, and those of the documentation: `npm run looks:update`. Look at what
 * has changed before you commit it.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { IN_DOCS, PICTURES } from './pictures.js';
import { takeConsole } from './take-console.js';
import { takeFrontPage } from './take-front-page.js';
import { takeInspector } from './take-inspector.js';
import { takePictures, whyNoPictures } from './take-pictures.js';

const folder = fileURLToPath(new URL('baselines', import.meta.url));
const docs = fileURLToPath(new URL('../../docs/public', import.meta.url));

/** Writes a picture again with fewer bytes, as the browser saves in haste. */
function shrink(png: Uint8Array): Buffer {
  return PNG.sync.write(PNG.sync.read(Buffer.from(png)), {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
}

const reason = whyNoPictures();
if (reason) throw new Error(reason);

await mkdir(folder, { recursive: true });
const known = new Set(PICTURES.map(({ name }) => `${name}.png`));
for (const file of await readdir(folder)) if (!known.has(file)) await rm(join(folder, file));
let bytes = 0;
for await (const { name, png } of takePictures(PICTURES)) {
  const small = shrink(png);
  bytes += small.length;
  await writeFile(join(folder, `${name}.png`), small);
  if (IN_DOCS.includes(name)) await writeFile(join(docs, 'walls', `${name}.png`), small);
}
await writeFile(join(docs, 'wall.png'), shrink(await takeFrontPage()));
await writeFile(join(docs, 'inspector.png'), shrink(await takeInspector()));
for await (const { name, png } of takeConsole()) await writeFile(join(docs, `${name}.png`), shrink(png));
console.log(`${PICTURES.length} pictures, ${Math.round(bytes / 1000)} kB`);
