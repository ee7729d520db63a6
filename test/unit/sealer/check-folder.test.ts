import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { checkFolder, createSealer } from '../../../src/sealer/create-sealer.js';
import { SEAL_KEY } from '../../support/a-seal.js';
import { aSealedConfig, aStoryPage, SECRET, STORY, wordsOf } from '../../support/a-sealer.js';

const settings = { config: aSealedConfig(), keys: [SEAL_KEY] };
const sealer = createSealer(settings);

/** A part of the secret, as a feed or a description has it. */
const PART = wordsOf(12, 'secret');

suite('checking a folder', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zephr-check-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** Checks a sealed story beside another file, and lists what was found in that one. */
  async function findIn(
    file: string,
    content: string | Uint8Array,
  ): Promise<(readonly [code: string, offset: number])[]> {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(join(folder, 'story.html'), await sealer.html(aStoryPage()));
    await writeFile(path, content);
    const found = await checkFolder(folder, settings);
    await rm(path);
    assert.deepEqual(
      found.filter((mistake) => mistake.file !== file),
      [],
    );
    return found.map(({ code, offset }) => [code, offset] as const);
  }

  const json = JSON.stringify(`<p>${PART}</p>\n`);
  const leaks: readonly (readonly [says: string, file: string, content: string])[] = [
    ['a feed', 'feed.xml', `<rss><item><description><![CDATA[<p>${PART}</p>]]></description></item></rss>`],
    ['a feed with escaped markup', 'feed/atom.xml', `<content type="html">&lt;p&gt;secret1 secret2 <b>secret3</b> secret4 secret5 secret6 secret7&nbsp;secret8&lt;/p&gt;</content>`],
    ['a search index', 'search.json', JSON.stringify([{ url: '/story', text: PART }])],
    ['a copy in Markdown', 'story.md', `# Story\n\n**secret1** secret2 [secret3](https://a.example/) secret4 secret5 secret6\nsecret7 secret8 secret9 secret10 secret11`],
    ['a script', 'app.js', `const story = ${json};`],
    ['the payload of server components', 'story.rsc', `1:["$","p",null,{"children":${json}}]`],
    ['a script that pushes a payload', 'next.html', `<script>self.__next_f.push([1,${JSON.stringify(`{"html":${json}}`)}])</script>`],
    ['data of a framework', 'data.html', `<script id="__NEXT_DATA__" type="application/json">{"body":"\\u003cp\\u003e${PART}"}</script>`],
    ['JSON-LD', 'ld.html', `<script type="application/ld+json">{"@type":"Article","articleBody":"${SECRET}"}</script>`],
    ['a meta tag', 'meta.html', `<meta property="og:description" content="${PART}">`],
    ['a text for images', 'alt.html', `<img src=x alt="${PART}">`],
    ['a comment', 'comment.html', `<!-- ${PART} -->`],
    ['a page for print', 'print/story.html', `<p>${PART.toUpperCase()}</p>`],
    ['a file without an ending', 'story', PART],
  ]; // prettier-ignore
  for (const [says, file, content] of leaks) {
    test(`finds one leak in ${says}`, async () => {
      const found = await findIn(file, content);

      assert.deepEqual(
        found.map(([code]) => code),
        ['seal-leak'],
      );
      const there = content.slice(found[0]![1]).toLowerCase();
      assert.match(there, /^(<b>|\*\*)?secret\d/);
    });
  }

  for (const [file, pack] of [
    ['story.txt.gz', gzipSync],
    ['index.html.br', brotliCompressSync],
  ] as const) {
    test(`finds a leak in a packed twin, ${file}`, async () => {
      assert.deepEqual(
        (await findIn(file, pack(`<p>${PART}</p>`))).map(([code]) => code),
        ['seal-leak'],
      );
    });
  }

  const clean: readonly (readonly [says: string, file: string, content: string | Uint8Array])[] = [
    ['the clear part', 'index.html', `<meta name="description" content="${wordsOf(10, 'open')}"><p>${wordsOf(10, 'open')}</p>`],
    ['seven words', 'feed.xml', `<title>${wordsOf(7, 'secret')}</title>`],
    ['a file without text', 'photo.jpg', PART],
    ['other octets', 'data.bin', new Uint8Array([0, 255, 0, 1])],
    ['a damaged twin', 'story.html.br', new Uint8Array([0, 255, 0, 1])],
  ]; // prettier-ignore
  for (const [says, file, content] of clean) {
    test(`finds nothing in ${says}`, async () => {
      assert.deepEqual(await findIn(file, content), []);
    });
  }

  test('finds several leaks in one page, each at its place', async () => {
    const ld = `<script type="application/ld+json">{"articleBody":"${SECRET}"}</script>`;
    const found = await findIn('other.html', `<meta name="description" content="${PART}">${ld}<p>${PART}</p>`);

    assert.equal(found.length, 3);
    assert.equal(new Set(found.map(([, offset]) => offset)).size, 3);
  });

  test('finds a page that is not sealed, and one that is not UTF-8', async () => {
    assert.deepEqual(
      (await findIn('plain.html', aStoryPage('<p>other words</p>'))).map(([code]) => code),
      ['not-sealed'],
    );
    const latin = Buffer.from(aStoryPage('<p>\xfc</p>'), 'latin1');
    assert.deepEqual(
      (await findIn('latin.html', latin)).map(([code]) => code),
      ['seal-encoding'],
    );
  });

  test('finds no leak where two pages have the same clear part', async () => {
    const other = await sealer.html(aStoryPage(STORY.replaceAll('secret', 'other')), { path: '/other' });

    assert.deepEqual(
      (await findIn('other.html', other)).map(([code]) => code),
      ['seal-path'],
    );
  });
});
