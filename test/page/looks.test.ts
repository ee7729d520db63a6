import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { PICTURES } from '../looks/pictures.js';
import { takePictures, whyNoPictures } from '../looks/take-pictures.js';

const baselines = fileURLToPath(new URL('../looks/baselines', import.meta.url));
const scratch = fileURLToPath(new URL('../../.tmp/looks', import.meta.url));

/** How far apart two colours may be, 1 being black and white: what processors round otherwise, and no more. */
const THRESHOLD = 0.03;
/** Pixels of a picture that may differ. */
const TOLERANCE = 0.0005;

/** How many pixels differ; all of them where the sizes do. */
function compare(before: PNG, now: PNG, difference: PNG): number {
  const { width, height } = before;
  if (now.width !== width || now.height !== height) return width * height;
  return pixelmatch(before.data, now.data, difference.data, width, height, { threshold: THRESHOLD });
}

suite('walls look as they did', { skip: whyNoPictures() }, () => {
  test('in each state, theme, language and setting', { timeout: 240_000 }, async () => {
    const changed: string[] = [];
    for await (const { name, png } of takePictures(PICTURES)) {
      const before = PNG.sync.read(await readFile(join(baselines, `${name}.png`)));
      const now = PNG.sync.read(Buffer.from(png));
      const difference = new PNG({ width: before.width, height: before.height });
      const pixels = compare(before, now, difference);
      if (pixels <= before.width * before.height * TOLERANCE) continue;
      await mkdir(scratch, { recursive: true });
      await writeFile(join(scratch, `${name}.png`), png);
      await writeFile(join(scratch, `${name}-difference.png`), PNG.sync.write(difference));
      changed.push(
        `${name}: ${pixels} pixels; ${before.width} × ${before.height} was, ${now.width} × ${now.height} is`,
      );
    }

    assert.deepEqual(changed, [], 'Look at .tmp/looks. Where it is meant: npm run looks:update');
  });

  test('and each picture that is kept is compared', async () => {
    assert.deepEqual((await readdir(baselines)).sort(), PICTURES.map(({ name }) => `${name}.png`).sort());
  });
});
