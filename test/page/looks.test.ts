import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { IN_DOCS, PICTURES } from '../looks/pictures.js';
import { CONSOLE_PICTURES, takeConsole } from '../looks/take-console.js';
import { takeFrontPage } from '../looks/take-front-page.js';
import { takePictures, whyNoPictures } from '../looks/take-pictures.js';

const baselines = fileURLToPath(new URL('../looks/baselines', import.meta.url));
const pictures = fileURLToPath(new URL('../../docs/public', import.meta.url));
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

/** Finds out how a picture differs from the one that is kept, and writes both where it does; `null` where it does not. */
async function findChange(name: string, kept: string, png: Uint8Array): Promise<string | null> {
  const before = PNG.sync.read(await readFile(kept));
  const now = PNG.sync.read(Buffer.from(png));
  const difference = new PNG({ width: before.width, height: before.height });
  const pixels = compare(before, now, difference);
  if (pixels <= before.width * before.height * TOLERANCE) return null;
  await mkdir(scratch, { recursive: true });
  await writeFile(join(scratch, `${name}.png`), png);
  await writeFile(join(scratch, `${name}-difference.png`), PNG.sync.write(difference));
  return `${name}: ${pixels} pixels; ${before.width} × ${before.height} was, ${now.width} × ${now.height} is`;
}

suite('walls look as they did', { skip: whyNoPictures() }, () => {
  test('in each state, theme, language and setting', { timeout: 240_000 }, async () => {
    const changed: (string | null)[] = [];
    for await (const { name, png } of takePictures(PICTURES)) {
      changed.push(await findChange(name, join(baselines, `${name}.png`), png));
    }

    assert.deepEqual(
      changed.filter((one) => one !== null),
      [],
      'Look at .tmp/looks. Where it is meant: npm run looks:update',
    );
  });

  test('and each picture that is kept is compared', async () => {
    assert.deepEqual((await readdir(baselines)).sort(), PICTURES.map(({ name }) => `${name}.png`).sort());
  });

  test('on the page to copy of README.md', async () => {
    const change = await findChange('wall', join(pictures, 'wall.png'), await takeFrontPage());

    assert.equal(change, null, 'Look at .tmp/looks. Where it is meant: npm run looks:update');
  });
});

suite('the console looks as in the documentation', { skip: whyNoPictures() }, () => {
  test('in each picture', async () => {
    const changed: (string | null)[] = [];
    for await (const { name, png } of takeConsole()) {
      changed.push(await findChange(name, join(pictures, `${name}.png`), png));
    }

    assert.deepEqual(
      changed,
      CONSOLE_PICTURES.map(() => null),
      'Look at .tmp/looks. Where it is meant: npm run looks:update',
    );
  });
});

suite('the pictures of walls in the documentation', () => {
  test('are those that looks are compared with', async () => {
    assert.deepEqual((await readdir(join(pictures, 'walls'))).sort(), IN_DOCS.map((name) => `${name}.png`).sort());
    for (const name of IN_DOCS) {
      const [shown, kept] = await Promise.all(
        [join(pictures, 'walls'), baselines].map((folder) => readFile(join(folder, `${name}.png`))),
      );
      assert.ok(shown!.equals(kept!), `docs/public/walls/${name}.png; else run "npm run looks:update"`);
    }
  });
});
