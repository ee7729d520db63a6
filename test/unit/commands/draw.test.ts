import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { aConfig, aNode } from '../../support/a-config.js';
import { runZephr } from '../../support/run-zephr.js';

const NEWS = aConfig({
  features: {
    articles: { title: 'Articles', rules: { anonymous: aNode('a', 'show', 'teaser'), registered: 'sheet' } },
    videos: {},
  },
});

/** The picture of articles, in words. */
async function draw(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await runZephr(['draw', 'FILE', '-f', 'articles', ...args], NEWS);
  assert.deepEqual([code, err], [0, '']);
  return out;
}

/** Titles of the lanes in Mermaid text. */
const lanesOf = (text: string): string[] => [...text.matchAll(/subgraph \w+\["([^"]*)"/g)].map(([, title]) => title!);

suite('draw', () => {
  test('draws all user states as SVG', async () => {
    const svg = await draw();

    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+(\.\d)?" height="\d+(\.\d)?" viewBox=/);
    assert.match(svg, /<\/svg>\n$/);
    assert.deepEqual(
      [...svg.matchAll(/<text class="lane-title"[^>]*>([^<]*)/g)].map(([, title]) => title),
      ['Anonymous readers', 'Registered readers', 'Customers'],
    );
  });

  test('has the level of protection as explain prints it, in both kinds of picture', async () => {
    const line = 'protection hidden (in the page; anyone can read it in the page';

    assert.ok((await draw()).includes(line));
    assert.ok((await draw('--mermaid')).includes('protection["protection hidden (in the page#59; anyone'));
  });

  test('draws them as Mermaid text', async () => {
    const text = await draw('--mermaid');

    assert.match(text, /^flowchart TB\n/);
    assert.deepEqual(lanesOf(text), ['Anonymous readers', 'Registered readers', 'Customers']);
  });

  for (const [state, title] of [
    ['anonymous', 'Anonymous readers'],
    ['registered', 'Registered readers'],
    ['customer', 'Customers'],
  ] as const) {
    test(`draws ${title} alone`, async () => {
      assert.deepEqual(lanesOf(await draw('--mermaid', '--state', state)), [title]);
    });
  }

  const ways: readonly (readonly [args: readonly string[], says: string | null, taken: number])[] = [
    [[], null, 0],
    [['--custom', '{"a":1}'], 'The path of this reader: anonymous, to Show content.', 3],
    [['--custom', '{}'], 'The path of this reader: anonymous, to Sixty words.', 3],
    [['--url', '/'], 'The path of this reader: anonymous, to Sixty words.', 3],
    [['--at', '2026-03-02'], 'The path of this reader: anonymous, to Sixty words.', 3],
    [['--token-status', 'expired'], 'The path of this reader: anonymous, to Sixty words.', 3],
    [['--claims', '{"sub":"1"}'], 'The path of this reader: registered, to bottom-sheet.', 2],
    [['--claims', '{"prod":"gold"}'], 'The path of this reader: customer, to Show content.', 2],
    [
      ['--claims', '{"prod":"gold"}', '--state', 'anonymous'],
      'The path of this reader: customer, to Show content. It is not in this picture.',
      0,
    ],
  ];
  for (const [args, says, taken] of ways) {
    test(`${args.join(' ') || 'no reader'} marks ${says ?? 'no path'}`, async () => {
      const svg = await draw(...args);

      assert.equal(/<text class="note" [^>]*>([^<]*)/.exec(svg)?.[1] ?? null, says);
      assert.equal(svg.match(/<g class="[^"]*\btaken"/g)?.length ?? 0, taken);
    });
  }

  test('marks the path of an outcome without a name, and does not write its pointer', async () => {
    const rules = { anonymous: { content: 'hide' } };
    const config = aConfig({ features: { articles: { rules }, videos: {} } });
    const { out } = await runZephr(['draw', 'FILE', '-f', 'articles', '--url', '/'], config);

    assert.match(out, />The path of this reader: anonymous\.</);
  });

  test('marks nothing where only a newer version can decide', async () => {
    const rules = { anonymous: { type: 'mood', yes: 'show', no: 'teaser' } };
    const config = aConfig({ requires: ['mood'], features: { articles: { rules }, videos: {} } });
    const { out } = await runZephr(['draw', 'FILE', '-f', 'articles', '--url', '/'], config);

    assert.match(out, />This version cannot decide by these rules\.</);
    assert.doesNotMatch(out, /<g class="[^"]*\btaken"/);
  });

  test('writes to a file and then prints nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-draw-'));
    try {
      const file = join(folder, 'articles.svg');

      assert.equal(await draw('-o', file), '');
      assert.equal(await readFile(file, 'utf8'), await draw());
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('ends with 2 where the file cannot be written', async () => {
    const { code, out, err } = await runZephr(['draw', 'FILE', '-f', 'articles', '-o', 'FOLDER/none/a.svg'], NEWS);

    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /^error: FOLDER\/none\/a\.svg cannot be written: the folder FOLDER\/none does not exist; create it first/,
    );
  });
});
