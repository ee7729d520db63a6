import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { aConfig } from '../support/a-config.js';
import { builtPath } from '../support/built-files.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';

let command: InstalledCommand;
/** The path of the walls, with the hash of the build. */
const WALLS = await builtPath('chunks/walls.js');

const PLAIN = { outcomes: {}, jwt: undefined };
const FILES = {
  'zephr.json': aConfig({ outcomes: {} }),
  'plain.json': aConfig(PLAIN),
  'broken.json': aConfig({
    ...PLAIN,
    features: { articles: { rules: { anonymous: 'nowhere' } }, videos: { rules: 1 } },
  }),
  'secret.json': aConfig({ jwt: { secret: 'hush' } }),
  'symmetric.json': aConfig({ jwt: { publicKey: { kty: 'oct', k: 'aHVzaA' } } }),
  'keyless.json': aConfig({ jwt: { userMapping: { foreignUserIdProperty: 'sub' } } }),
  'later.json': aConfig({ jwt: { jwksUrl: 'https://keys.example/set' } }),
  'zoned.json': aConfig({ jwt: undefined }),
  'no.json': '{',
};

before(async () => {
  command = await installCommand(FILES, { pages: true });
});
after(() => command[Symbol.asyncDispose]());

const read = (name: string): Promise<string> => readFile(join(command.folder, name), 'utf8');
const hashOf = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;

suite('zephr bundle', () => {
  test('writes one script, and prints what it weighs, holds and needs', async () => {
    const { code, out } = await command.run(['bundle', 'zephr.json', '-o', 'site.js']);
    const text = await read('site.js');
    const walls = await read(WALLS);
    const sizes = [Buffer.byteLength(text), gzipSync(text, { level: 9 }).length, brotliCompressSync(text).length];
    const [raw, gzip, brotli] = sizes.map((size) => size.toLocaleString('en'));

    assert.equal(code, 0);
    assert.equal(
      out,
      `size       ${raw} B, gzip ${gzip} B, brotli ${brotli} B
contains   zephr.js, the config, chunks/verify.js, chunks/live.js
needs      beside it: ${WALLS} and the files in chunks/ that few pages need
notices    site.js.LICENSE.txt: publish it beside the script
integrity  ${hashOf(text)}

<link rel="modulepreload" href="/${WALLS}" integrity="${hashOf(walls)}" crossorigin>
<script src="/site.js" integrity="${hashOf(text)}" crossorigin></script>
`,
    );
  });

  test('makes the same of the same', async () => {
    await command.run(['bundle', 'zephr.json', '-o', 'one.js']);
    await command.run(['bundle', 'zephr.json', '-o', 'two.js']);

    assert.equal(await read('one.js'), await read('two.js'));
  });

  test('with --walls holds them, and then nothing is asked for ahead', async () => {
    const { out } = await command.run(['bundle', 'plain.json', '-o', 'site.js', '--walls']);

    assert.match(out, /^contains +zephr\.js, the config, chunks\/live\.js, chunks\/walls\.js$/m);
    assert.doesNotMatch(out, /modulepreload/);
  });

  test('with --walls holds the zones too, where an outcome names one', async () => {
    const { out } = await command.run(['bundle', 'zoned.json', '-o', 'site.js', '--walls']);

    assert.match(out, /^contains .*chunks\/walls\.js, chunks\/zones\.js$/m);
  });

  test('with --single holds all that the config may need, and needs no other file', async () => {
    const { out } = await command.run(['bundle', 'zoned.json', '-o', 'site.js', '--single']);
    const [, held] = /^contains +(.*)$/m.exec(out)!;

    assert.match(out, /^needs +no other file$/m);
    assert.doesNotMatch(out, /modulepreload/);
    for (const name of ['live', 'walls', 'zones', 'form', 'texts-de', 'debug'])
      assert.ok(held!.split(', ').includes(`chunks/${name}.js`), name);
    assert.doesNotMatch(held!, /verify|key-set|usage|targets/);
    assert.doesNotMatch(await read('site.js'), /import\(/);
  });

  for (const [args, href, src] of [
    [['--src', '/assets/v1/site.js'], `/assets/v1/${WALLS}`, '/assets/v1/site.js'],
    [['--base', 'https://cdn.example/z'], `https://cdn.example/z/${WALLS}`, '/site.js'],
    [
      ['--base', '/z/', '--src', 'https://cdn.example/site.js?a=1&b="'],
      `https://cdn.example/z/${WALLS}`,
      'https://cdn.example/site.js?a=1&amp;b=&quot;',
    ],
    [['--base', '../z', '--src', '/a/b/site.js'], `/a/z/${WALLS}`, '/a/b/site.js'],
  ] as const) {
    // prettier-ignore
    test(`with ${args.join(' ')} prints the addresses for it`, async () => {
      const { out } = await command.run(['bundle', 'plain.json', '-o', 'site.js', ...args]);

      assert.deepEqual([/modulepreload" href="(.*?)"/.exec(out)![1], /script src="(.*?)"/.exec(out)![1]], [href, src]);
    });
  }

  test('tells what has to be asked before a token is believed', async () => {
    const { out } = await command.run(['bundle', 'later.json', '-o', 'site.js']);

    assert.match(out, /^requests +https:\/\/keys\.example\/set, if there is a token$/m);
  });

  test('reads the standard input', async () => {
    const { code } = await command.run(['bundle', '-', '-o', 'site.js'], JSON.stringify(FILES['plain.json']));

    assert.equal(code, 0);
  });

  test('tells every mistake as validate does, and writes nothing', async () => {
    const { code, err } = await command.run(['bundle', 'broken.json', '-o', 'none.js']);
    const validated = await command.run(['validate', 'broken.json']);

    assert.deepEqual([code, err], [1, validated.out]);
    assert.match(err, /\n2 errors, /);
    await assert.rejects(read('none.js'), { code: 'ENOENT' });
  });

  for (const [name, code, says] of [
    ['secret.json', 1, /secret-in-browser/],
    ['symmetric.json', 1, /secret-in-browser/],
    ['keyless.json', 1, /key-missing/],
    ['no.json', 1, /config-not-json/],
    ['none.json', 2, /does not exist/],
  ] as const) {
    test(`refuses ${name}`, async () => {
      const run = await command.run(['bundle', name, '-o', 'none.js']);

      assert.equal(run.code, code);
      assert.match(run.out + run.err, says);
      assert.doesNotMatch(run.out + run.err, /hush|aHVzaA/);
      await assert.rejects(read('none.js'), { code: 'ENOENT' });
    });
  }

  for (const [says, args, file] of [
    ['its config', ['bundle', 'plain.json', '-o', './plain.json'], 'plain.json'],
    ['its config, also by --force', ['bundle', 'plain.json', '-o', 'plain.json', '--force'], 'plain.json'],
    ['a file of the package, also by --force', ['bundle', 'plain.json', '-o', 'zephr.js', '--force'], 'zephr.js'],
    ['a script that it has not made', ['bundle', 'plain.json', '-o', 'no.json'], 'no.json'],
  ] as const) {
    test(`does not write over ${says}`, async () => {
      const before = await read(file);
      const { code, err } = await command.run(args);

      assert.equal(code, 2);
      assert.match(err, /^error: .* (is never replaced|zephr bundle did not make it\. .*--force)\.$/m);
      assert.equal(await read(file), before);
    });
  }

  test('does not write over a config that comes by the standard input', async () => {
    const before = await read('plain.json');
    const line = `"${process.execPath}" cli.mjs bundle - -o plain.json --force < plain.json`;
    const { status, stderr } = spawnSync(line, { cwd: command.folder, shell: true, encoding: 'utf8' });

    assert.equal(status, 2);
    assert.match(stderr, /^error: plain\.json is the same file as the standard input, /m);
    assert.equal(await read('plain.json'), before);
  });

  test('writes over a script that it has made', async () => {
    await command.run(['bundle', 'plain.json', '-o', 'again.js']);

    assert.equal((await command.run(['bundle', 'plain.json', '-o', 'again.js', '--walls'])).code, 0);
  });

  for (const [says, args, err] of [
    ['no --output', ['bundle', 'plain.json'], /required option '-o, --output <file>'/],
    [
      'a folder that is not there',
      ['bundle', 'plain.json', '-o', 'nowhere/site.js'],
      /nowhere\/site\.js cannot be written/,
    ],
    [
      'one file with a folder of others',
      ['bundle', 'plain.json', '-o', 'site.js', '--single', '--base', '/z/'],
      /'--single' cannot be used with option '--base <url>'/,
    ],
    [
      'a base that is not an address',
      ['bundle', 'plain.json', '-o', 'site.js', '--base', 'javascript:'],
      /is not an address/,
    ],
  ] as const) {
    // prettier-ignore
    test(`ends with 2 for ${says}`, async () => {
      const run = await command.run(args);

      assert.equal(run.code, 2);
      assert.match(run.err, err);
    });
  }

  test('says so where the files of the package are not there, or not of one build', async () => {
    await using alone = await installCommand({ 'zephr.json': FILES['plain.json'] });
    const without = await alone.run(['bundle', 'zephr.json', '-o', 'site.js']);
    await using mixed = await installCommand({ 'zephr.json': FILES['plain.json'] }, { pages: true });
    await writeFile(join(mixed.folder, 'zephr.js'), 'other');
    const other = await mixed.run(['bundle', 'zephr.json', '-o', 'site.js']);

    assert.deepEqual([without.code, other.code], [2, 2]);
    assert.match(without.err, /not beside this command: .*parts\.json/);
    assert.match(other.err, /zephr\.js is not of the same build/);
  });

  test('takes a config of 1 MB', async () => {
    const features = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `f${index}`,
        { title: 'x'.repeat(900), rules: { anonymous: { content: 'hide', components: ['register'] } } },
      ]),
    );
    await writeFile(join(command.folder, 'large.json'), JSON.stringify(aConfig({ ...PLAIN, products: {}, features })));
    const { code, err } = await command.run(['bundle', 'large.json', '-o', 'large.js']);

    assert.equal(code, 0, err);
  });
});
