import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { weigh } from '../../scripts/weigh.mjs';
import { aPage, aToken, place, useBrowser, type PageVisit, type VisitWish } from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';

const { visit } = useBrowser();

/** Longer than any file takes that the page asks for once it is idle. */
const IDLE_MS = 500;

/** The files of the SDK that a page requested, sorted, and what they weigh together as brotli leaves them, in bytes. */
async function costOf({ requests }: PageVisit): Promise<{ readonly files: string[]; readonly bytes: number }> {
  const files = requests
    .map(({ path }) => path.slice(1))
    .filter((path) => /\.m?js$/.test(path))
    .sort();
  const sizes = await Promise.all(files.map(async (file) => weigh(await readBuilt(file)).brotli));
  return { files, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const pages: readonly {
  readonly says: string;
  readonly wish: VisitWish;
  readonly files: readonly string[];
  /** Bytes of all files together, as brotli leaves them. */
  readonly limit: number;
}[] = [
  {
    says: 'without a feature and without a token',
    wish: { html: aPage('<p>News</p>') },
    files: ['chunks/live.js', 'zephr.js'],
    // The goal is 12,500 B. 50 B more for decisions that end, and fallbacks where the file that knows the sites is missing.
    limit: 16_250,
  },
  {
    says: 'with a feature that an entitled reader sees',
    wish: { html: aPage(place('articles')), token: aToken({ prod: 'gold' }) },
    files: ['chunks/live.js', 'chunks/verify.js', 'zephr.js'],
    limit: 22_800,
  },
  {
    says: 'with a wall',
    wish: { html: aPage(place('articles')) },
    files: ['chunks/live.js', 'chunks/walls.js', 'zephr.js'],
    limit: 37_100,
  },
];

suite('a page', () => {
  for (const { says, wish, files, limit } of pages) {
    test(`${says} loads ${files.length} files of at most ${limit.toLocaleString('en')} B`, async (context) => {
      await using page = await visit(wish);
      await page.page.waitForNetworkIdle({ idleTime: IDLE_MS });

      const cost = await costOf(page);

      context.diagnostic(`${cost.files.join(', ')}: ${cost.bytes} B`);
      assert.deepEqual(cost.files, files);
      assert.ok(cost.bytes <= limit, `${cost.bytes} B`);
    });
  }
});
