import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { aConfig } from '../support/a-config.js';
import { aChain } from '../support/a-drawing.js';
import { listPages, readPage } from '../support/read-page.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const NEWS = aConfig();
const ARTICLES = ['-f', 'articles'];

let command: InstalledCommand;

before(async () => {
  command = await installCommand({
    'zephr.json': NEWS,
    'seo.json': {
      version: 1,
      features: {
        articles: { rules: { anonymous: { content: 'hide' } }, structuredData: { cssSelector: '.paywall' } },
      },
    },
    'page.html': '<zephr-feature class="paywall" feature="articles">…</zephr-feature>',
    'broken.json': { version: 2, features: {} },
    'long.json': aConfig({ features: { articles: { rules: { anonymous: aChain(10_000) } }, videos: {} } }),
  });
});

after(() => command[Symbol.asyncDispose]());

suite('the built command, alone in a folder', () => {
  test('is a program for Node that the package names', async () => {
    const { bin, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
    const text = await readFile(join(command.folder, 'cli.mjs'), 'utf8');

    // `npx` asks the registry for a package of the command's name where none is installed, and `zephr` is not ours there.
    assert.deepEqual(bin, { zephr: 'dist/cli.mjs', 'zephr-onpage': 'dist/cli.mjs' });
    for (const page of ['../README.md', ...listPages()]) assert.doesNotMatch(readPage(page), /npx zephr /, page);
    assert.match(text, /^#!\/usr\/bin\/env node\n/);
    assert.deepEqual(await command.run(['--version']), { code: 0, out: `${String(version)}\n`, err: '' });
  });

  test('holds a page’s JSON-LD against the rules', async () => {
    const { code, out } = await command.run(['validate', 'seo.json', '--page', 'page.html', '--json']);
    const { mistakes } = JSON.parse(out) as { mistakes: { code: string; pointer: string; severity: string }[] };

    assert.equal(code, 1);
    assert.deepEqual(
      mistakes.filter(({ severity }) => severity === 'error').map(({ code: found, pointer }) => [found, pointer]),
      [['json-ld-missing', '/features/articles/structuredData']],
    );
  });

  const runs: readonly (readonly [says: string, args: readonly string[], code: number, out: RegExp, err: RegExp])[] = [
    ['helps', ['--help'], 0, /^Usage: zephr/, /^$/],
    ['helps with a command', ['help', 'draw'], 0, /^Usage: zephr draw/, /^$/],
    ['finds mistakes', ['validate', 'broken.json'], 1, /^broken\.json:1:2 {2}version-unknown {2}\/version: .*\n\nversion-unknown: .* https:.*#version-unknown\n\n1 error, 0 warnings\n$/, /^$/],
    ['is content with a sound config', ['validate', 'zephr.json'], 0, /\n0 errors, \d+ warnings\n$/, /^$/],
    ['ends with 2 where there is nothing to validate', ['validate', 'none.json'], 2, /^$/, /does not exist/],
    ['explains', ['explain', 'zephr.json', ...ARTICLES], 0, /^articles, on .* UTC\n\nReader {4}anonymous\n/, /^$/],
    ['explains as JSON', ['explain', 'zephr.json', ...ARTICLES, '--json'], 0, /^\{\n {2}"decision": \{/, /^$/],
    ['draws', ['draw', 'zephr.json', ...ARTICLES], 0, /^<svg .*<\/svg>\n$/s, /^$/],
    ['draws as Mermaid text', ['draw', 'zephr.json', ...ARTICLES, '--mermaid'], 0, /^flowchart TB\n/, /^$/],
    ['ends with 1 for a mistake in the config', ['draw', 'broken.json', ...ARTICLES], 1, /^$/, /^broken\.json:1:2 {2}version-unknown {2}\/version: /],
    ['ends with 1 for an unknown feature', ['explain', 'zephr.json', '-f', 'none'], 1, /^$/, /no feature "none"/],
    ['ends with 2 for an unknown option', ['draw', 'zephr.json', ...ARTICLES, '-x'], 2, /^$/, /unknown option '-x'/],
    ['ends with 2 for a missing file', ['explain', 'none.json', ...ARTICLES], 2, /^$/, /does not exist/],
    ['ends with 1 for a file that is not JSON', ['explain', 'cli.mjs', ...ARTICLES], 1, /^$/, /^cli\.mjs:1:1 {2}config-not-json {2}config: it is not JSON/],
    ['ends with 2 and its help where nothing is asked', [], 2, /^$/, /^Usage: zephr/],
  ]; // prettier-ignore
  for (const [says, args, code, out, err] of runs) {
    test(says, async () => {
      const run = await command.run(args);

      assert.equal(run.code, code);
      assert.match(run.out, out);
      assert.match(run.err, err);
    });
  }

  test('reads a config from its standard input', async () => {
    const { code, out } = await command.run(['explain', '-', ...ARTICLES], JSON.stringify(NEWS));

    assert.equal(code, 0);
    assert.match(out, /Outcome {3}The content is hidden\./);
  });

  test('tells a mistake of its standard input', async () => {
    const { code, out, err } = await command.run(['explain', '-', ...ARTICLES], '');

    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^-:1:1 {2}config-not-json {2}config: it is not JSON/);
  });

  test('writes a picture to a file', async () => {
    assert.deepEqual(await command.run(['draw', 'zephr.json', ...ARTICLES, '-o', 'articles.svg']), {
      code: 0,
      out: '',
      err: '',
    });
    assert.ok((await stat(join(command.folder, 'articles.svg'))).size > 1000);
  });

  test('draws a chain of 10,000 nodes to the last one', async () => {
    const { code, out } = await command.run(['draw', 'long.json', ...ARTICLES]);

    assert.equal(code, 0);
    assert.match(out, />n9999 · custom-data<.*<\/svg>\n$/s);
  });

  test('ends without an error when the reader of its output closes the pipe', async () => {
    const args = ['cli.mjs', 'draw', 'long.json', ...ARTICLES];
    const child = spawn(process.execPath, args, { cwd: command.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = (await once(child, 'close')) as [number];

    assert.deepEqual([code, err], [0, '']);
  });
});
