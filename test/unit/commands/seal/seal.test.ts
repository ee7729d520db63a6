import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { SEAL_KEY } from '../../../support/a-seal.js';
import { aSealedConfig, aStoryPage, SECRET } from '../../../support/a-sealer.js';
import { runZephr, type Run, type Surroundings } from '../../../support/run-zephr.js';

const KEYS = `${SEAL_KEY.kid}:${SEAL_KEY.key}`;
const PAGE = aStoryPage();

/** Runs `zephr seal` with the config and the key of the tests. */
const seal = (args: readonly string[], around: Surroundings = {}, config: unknown = aSealedConfig()): Promise<Run> =>
  runZephr(['seal', '--config', 'FILE', ...args], config, {
    ...around,
    ...{ env: { ZEPHR_SEAL_KEYS: KEYS, ...around.env }, files: { 'story.html': PAGE, ...around.files } },
  });

suite('zephr seal, a page', () => {
  test('writes the sealed page, with everything else as it was', async () => {
    let sealed = '';
    const run = await seal(['FOLDER/story.html', '-o', 'FOLDER/out.html'], {
      look: async (folder) => void (sealed = await readFile(join(folder, 'out.html'), 'utf8')),
    });

    assert.deepEqual(run, { code: 0, out: 'FOLDER/out.html: 1 part sealed\n', err: '' });
    assert.ok(!sealed.includes('secret1'));
    assert.equal(sealed.split('<zephr-feature')[0], PAGE.split('<zephr-feature')[0]);
    assert.equal(sealed.split('</zephr-feature>')[1], PAGE.split('</zephr-feature>')[1]);
  });

  test('writes to the standard output without --output, and gives the page back with --open', async () => {
    const { code, out } = await seal(['FOLDER/story.html']);
    const opened = await seal(['FOLDER/sealed.html', '--open'], { files: { 'sealed.html': out } });
    const again = await seal(['FOLDER/sealed.html'], { files: { 'sealed.html': out } });

    assert.deepEqual([code, opened.out, again.out, again.code], [0, PAGE, out, 0]);
  });

  test('seals for --path, for --base, else for the canonical link, else for its file', async () => {
    const place = '<zephr-feature feature="articles"><p>x</p><p>y</p></zephr-feature>';
    const pathOf = async (args: readonly string[], html = PAGE): Promise<unknown> => {
      const { out } = await seal(['FOLDER/page.html', ...args], { files: { 'page.html': html } });
      const [, header] = /jose">([^.]*)\./.exec(out)!;
      return (JSON.parse(Buffer.from(header!, 'base64url').toString()) as { zephr: { path: string } }).zephr.path;
    };

    assert.equal(await pathOf(['--path', '/news/story']), '/news/story');
    assert.equal(await pathOf(['--base', 'https://news.example/sport']), '/sport/page.html');
    assert.equal(await pathOf([]), '/story');
    assert.equal(await pathOf([], place), '/page.html');
  });

  test('does not deflate with --no-zip, and seals features by name with --feature', async () => {
    const whole = { version: 1, features: { articles: {} } };
    const { out } = await seal(['FOLDER/story.html', '--no-zip', '--feature', 'articles'], {}, whole);

    const [, header] = /jose">([^.]*)\./.exec(out)!;
    assert.ok(!Buffer.from(header!, 'base64url').toString().includes('zip'));
    assert.ok(!out.includes('open1'));
  });

  test('notes a content that is too short for the clear part', async () => {
    const files = { 'short.html': aStoryPage('<p>x</p>') };

    const { code, err } = await seal(['FOLDER/short.html', '-o', 'FOLDER/out.html'], { files });

    assert.equal(code, 0);
    assert.match(err, /^FOLDER\/short\.html:5:1 {2}note seal-short {2}/);
  });
});

const refused: readonly (readonly [says: string, args: readonly string[], code: number, err: RegExp, around?: Surroundings])[] = [
  ['a page with a mistake', ['FOLDER/bad.html'], 1, /^FOLDER\/bad\.html:2:1 {2}seal-unclosed {2}.*\n\nseal-unclosed: https:/, { files: { 'bad.html': '<link rel=canonical href=/a>\n<zephr-feature feature="articles"><p>x</zephr-feature>' } }],
  ['a page that is not UTF-8', ['FOLDER/latin.html'], 1, /seal-encoding/, { files: { 'latin.html': new Uint8Array([0xfc]) } }],
  ['a page that is missing', ['FOLDER/none.html'], 2, /does not exist/],
  ['its own input as output', ['FOLDER/story.html', '-o', 'FOLDER/story.html', '--force'], 2, /never replaced/],
  ['a file that it has not made', ['FOLDER/story.html', '-o', 'FOLDER/notes.txt'], 2, /did not make it/, { files: { 'notes.txt': 'mine' } }],
  ['no keys', ['FOLDER/story.html'], 2, /there is no sealing key: set ZEPHR_SEAL_KEYS/, { env: { ZEPHR_SEAL_KEYS: '' } }],
  ['keys that are none', ['FOLDER/story.html'], 2, /ZEPHR_SEAL_KEYS has no valid sealing keys/, { env: { ZEPHR_SEAL_KEYS: 'hunter2' } }],
  ['a file of keys that holds none', ['FOLDER/story.html', '--keys', 'FOLDER/story.html'], 2, /story\.html has no valid sealing keys/],
  ['an unknown feature', ['FOLDER/story.html', '--feature', 'none'], 1, /no feature "none"/],
  ['no input', [], 2, /missing required argument/],
  ['a folder without --output', ['FOLDER'], 2, /--output/],
  ['an output inside of the input', ['FOLDER', '-o', 'FOLDER/dist'], 2, /beside each other/],
  ['--watch for a page', ['FOLDER/story.html', '--watch'], 2, /--watch takes a folder/],
  ['a base that is not an address', ['FOLDER/story.html', '--base', 'news'], 2, /must be an address/],
]; // prettier-ignore

suite('zephr seal refuses', () => {
  for (const [says, args, code, err, around] of refused) {
    test(says, async () => {
      const run = await seal(args, around);

      assert.equal(run.code, code);
      assert.match(run.err, err);
      assert.equal(run.out, '');
      assert.ok(!run.err.includes(SEAL_KEY.key) && !run.err.includes('hunter2'));
    });
  }

  test('a config that declares nothing sealed', async () => {
    const run = await seal(['FOLDER/story.html'], {}, { version: 1, features: { articles: {} } });

    assert.equal(run.code, 1);
    assert.match(run.err, /no feature with "protection": "sealed"/);
  });
});

/** Runs `zephr seal` over a folder of these files, beside the config. */
async function sealFolder(
  files: Readonly<Record<string, string>>,
  look: (folder: string) => Promise<void>,
  runs: readonly (readonly string[])[] = [['public', '-o', 'dist']],
): Promise<Run[]> {
  const ended: Run[] = [];
  await runZephr(['--version'], aSealedConfig(), {
    env: { ZEPHR_SEAL_KEYS: KEYS },
    look: async (folder) => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(join(folder, 'public', name, '..'), { recursive: true });
        await writeFile(join(folder, 'public', name), text);
      }
      const config = ['--config', join(folder, 'zephr.json')];
      for (const args of runs) {
        const full = args.map((arg) => (/^(public|dist)/.test(arg) ? join(folder, arg) : arg));
        const run = await runZephr(['seal', ...config, ...full], {}, { env: { ZEPHR_SEAL_KEYS: KEYS } });
        ended.push({ ...run, out: run.out.replaceAll(folder, 'FOLDER'), err: run.err.replaceAll(folder, 'FOLDER') });
      }
      await look(folder);
    },
  });
  return ended;
}

/** The config of sealed articles, whose JSON-LD says so. */
const withJsonLd = (): object =>
  aSealedConfig({ structuredData: { cssSelector: '.paywall' }, rules: { anonymous: { content: 'hide' } } });

suite('zephr seal, a folder', () => {
  const files = { 'index.html': '<p>Front</p>', 'story/index.html': PAGE, 'style.css': 'p {}' };

  test('seals its pages, copies everything else, and does so again', async () => {
    const twice = [
      ['public', '-o', 'dist'],
      ['public', '-o', 'dist'],
      ['dist', '--check'],
    ];
    const [first, second, check] = await sealFolder(
      files,
      async (folder) => {
        const names = (await readdir(join(folder, 'dist'), { recursive: true })).sort();
        assert.deepEqual(names, ['.zephr-sealed', 'index.html', 'story', 'story/index.html', 'style.css']);
        assert.ok(!(await readFile(join(folder, 'dist/story/index.html'), 'utf8')).includes('secret1'));
        assert.equal(await readFile(join(folder, 'dist/index.html'), 'utf8'), '<p>Front</p>');
      },
      twice,
    );

    assert.deepEqual(first, { code: 0, out: 'FOLDER/dist: 1 part sealed, 2 pages and 1 other files\n', err: '' });
    assert.deepEqual(second, first);
    assert.deepEqual([check!.code, check!.out], [0, 'FOLDER/dist: 0 mistakes, 1 seal in 4 files\n']);
  });

  test('leaves out packed twins of the pages that it seals, those of an earlier run too', async () => {
    const [run] = await sealFolder(
      {
        ...files,
        'story/index.html.gz': 'clear',
        'index.html.br': 'front',
        '../dist/.zephr-sealed': '',
        '../dist/story/index.html.gz': 'clear',
      },
      async (folder) => {
        const names = await readdir(join(folder, 'dist'), { recursive: true });
        assert.deepEqual(
          names.filter((name) => /\.(?:gz|br)$/.test(name)),
          ['index.html.br'],
        );
      },
    );

    assert.equal(run!.err, 'Left out, as their pages have changed: story/index.html.gz\n');
    assert.match(run!.out, /2 pages and 2 other files/);
  });

  test('checks the JSON-LD of its pages as zephr validate --page does', async () => {
    const ld = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script>';
    const [, check] = await sealFolder(
      { 'story.html': `${ld}${PAGE}`, '../zephr.json': JSON.stringify(withJsonLd()) },
      async () => undefined,
      [
        ['public', '-o', 'dist'],
        ['dist', '--check'],
      ],
    );

    assert.equal(check!.code, 1);
    assert.match(check!.out, /^FOLDER\/dist\/story\.html:1:1 {2}json-ld-free {2}/m);
  });

  test('writes nothing where one page cannot be sealed', async () => {
    const bad = { ...files, 'bad.html': '<zephr-feature feature="articles"><p>x' };
    const [run] = await sealFolder(bad, async (folder) => {
      assert.deepEqual(await readdir(join(folder, 'dist')), []);
    });

    assert.equal(run!.code, 1);
    assert.match(
      run!.err,
      /^FOLDER\/public\/bad\.html:1:1 {2}seal-unclosed {2}[^]*Nothing was written to FOLDER\/dist\.\n$/,
    );
  });

  test('leaves a folder alone that it has not made, and writes through no link in its own', async () => {
    const [first, second] = await sealFolder(
      { ...files, '../dist/mine.txt': 'mine' },
      async (folder) => {
        assert.deepEqual(await readdir(join(folder, 'dist')), ['mine.txt']);
        await writeFile(join(folder, 'outside.html'), 'mine');
        await writeFile(join(folder, 'dist/.zephr-sealed'), '');
        await symlink(join(folder, 'outside.html'), join(folder, 'dist/index.html'));
        const args = [
          'seal',
          '--config',
          join(folder, 'zephr.json'),
          join(folder, 'public'),
          '-o',
          join(folder, 'dist'),
        ];
        assert.equal((await runZephr(args, {}, { env: { ZEPHR_SEAL_KEYS: KEYS } })).code, 0);
        assert.equal(await readFile(join(folder, 'outside.html'), 'utf8'), 'mine');
      },
      [
        ['public', '-o', 'dist'],
        ['dist', '-o', 'dist'],
      ],
    );

    assert.deepEqual([first!.code, second!.code], [2, 2]);
    assert.match(first!.err, /did not make/);
  });

  test('says with --check where something sealed is in clear, with exit code 1', async () => {
    const [, check] = await sealFolder({ ...files, 'search.json': JSON.stringify({ text: SECRET }) }, async () => {}, [
      ['public', '-o', 'dist'],
      ['dist', '--check'],
    ]);

    assert.equal(check!.code, 1);
    assert.match(check!.out, /^FOLDER\/dist\/search\.json:1:10 {2}seal-leak {2}.*story\/index\.html.*\n/);
    assert.match(check!.out, /FOLDER\/dist: 1 mistake, 1 seal in 5 files\n$/);
    assert.ok(!check!.out.includes('secret1'));
  });
});

suite('sealing keys on the command line', () => {
  test('are made by zephr keys --seal, with an id that the others do not have', async () => {
    const first = await runZephr(['keys', '--seal'], {}, { env: { ZEPHR_SEAL_KEYS: '' } });
    const next = await runZephr(['keys', '--seal'], {}, { env: { ZEPHR_SEAL_KEYS: KEYS } });

    assert.match(first.out, /^1:[\w-]{43}\n$/);
    assert.match(next.out, /^2:[\w-]{43}\n$/);
  });

  test('are written for their owner alone', async () => {
    const run = await runZephr(['keys', '--seal', '--out', 'FOLDER/keys'], {}, {
      env: { ZEPHR_SEAL_KEYS: '' },
      look: async (folder) => assert.match(await readFile(join(folder, 'keys/seal.keys'), 'utf8'), /^1:[\w-]{43}\n$/),
    }); // prettier-ignore

    assert.deepEqual([run.code, run.out], [0, 'FOLDER/keys/seal.keys: the sealing key "1"; only you can read it\n']);
  });

  test('give the key of a feature, as the vector of the format has it', async () => {
    const { code, out, err } = await seal(['--feature-key', 'articles']);

    assert.deepEqual([code, out], [0, 'ZiOa9ez77jSAm3T1cQvh5hGcqFRrGUE_sbzWDlR7DVw\n']);
    assert.match(err, /"zephr_keys":\{"articles":\{"1":"…"\}\}/);
  });

  test('come from a file, one a line or with commas', async () => {
    for (const text of [`${KEYS}\n`, `${KEYS},2:${'B'.repeat(42)}A`]) {
      const around = { env: { ZEPHR_SEAL_KEYS: '' }, files: { 'seal.keys': text } };
      assert.equal((await seal(['FOLDER/story.html', '--keys', 'FOLDER/seal.keys'], around)).code, 0);
    }
  });
});
