/** Every command line of the documents: those of this package run, and the others name scripts and files that exist. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stages } from '../../scripts/stages.mjs';
import { aConfig } from '../support/a-config.js';
import { readTutorial } from '../support/run-tutorial.js';
import { readShellBlocks } from '../support/shell-lines.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const START_TIMEOUT_MS = 20_000;

/** A command line of this package, with variables of the environment before it. */
const OURS = /^(?:[A-Z_]+=\S+ )*npx zephr-onpage /;
/** Commands that run until they are ended. */
const ENDLESS = /^(?:[A-Z_]+=\S+ )*npx zephr-onpage (?:serve|console) /;

/** Lines of other programs that other tests run, or that no test can run. */
const ELSEWHERE: readonly (readonly [line: RegExp, reason: string])[] = [
  [/^git (?:config difftool\.zephr\.|difftool )/, 'test/cli/difftool.test.ts'],
  [/^cp -r node_modules\/zephr-onpage\/dist\//, 'test/cli/examples.test.ts'],
  [/^npx http-server /, 'a web server of others'],
  [/^jq .* node_modules\/zephr-onpage\/dist\/sbom\.json$/, 'test/unit/support/held-packages.test.ts has these members'],
  [/^zip -r /, 'a program of the system, over a folder that test/wordpress/ uses'],
];

const rules = { registered: { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', yes: 'show', no: 'teaser' } }; // prettier-ignore
const readers = { version: 1, readers: { visitor: {} }, expect: [{ reader: 'visitor', feature: 'articles', content: 'show' }] }; // prettier-ignore

let [folder, fixture, path] = ['', '', ''];

/** Runs a line in a shell whose `npx` is that of the built command. */
function runLine(line: string, cwd: string): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd, env: { ...process.env, PATH: path } });
  return { code: status, output: `${String(stdout)}${String(stderr)}` };
}

/** Starts a line on any free port, and ends it when it listens. */
async function startLine(line: string, cwd: string): Promise<string> {
  const words = `${line.replace(/ --port \d+/, '')} --port 0`;
  const child = spawn('sh', ['-c', words], { cwd, env: { ...process.env, PATH: path }, detached: true });
  try {
    return await new Promise((done, fail) => {
      let output = '';
      const timer = setTimeout(() => fail(new Error(`It did not start: ${output}`)), START_TIMEOUT_MS);
      const read = (text: string): void => {
        output += text;
        if (!output.includes('Listening on ')) return;
        clearTimeout(timer);
        done(output);
      };
      child.stdout.setEncoding('utf8').on('data', read);
      child.stderr.setEncoding('utf8').on('data', read);
      child.once('exit', (code) => fail(new Error(`It ended with ${code}: ${output}`)));
    });
  } finally {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
  }
}

/** Finds out why a line of another program cannot work here; `null` where it can. */
function findFault(line: string, file: string): string | null {
  const home = existsSync(join(root, dirname(file), 'package.json')) ? dirname(file) : '.';
  const { scripts } = JSON.parse(readFileSync(join(root, home, 'package.json'), 'utf8')) as { scripts: object };
  const [program, first, second, ...more] = line.split(' ');
  if (program === 'npm') {
    if (first === 'ci' || (first === 'install' && [undefined, 'zephr-onpage'].includes(second))) return null;
    const name = first === 'run' ? second! : first!;
    return name in scripts ? null : `${home}/package.json has no script "${name}"`;
  }
  if (program === 'node') {
    if (!existsSync(join(root, first!))) return `there is no file ${first}`;
    if (first !== 'scripts/test.mjs') return null;
    const { tests } = (stages as Readonly<Record<string, { tests?: string } | undefined>>)[second!] ?? {};
    return tests && more.length > 0 ? null : `there is no stage "${second}" with tests`;
  }
  return ELSEWHERE.some(([pattern]) => pattern.test(line)) ? null : 'no test runs it';
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-lines-'));
  [fixture, path] = [join(folder, 'fixture'), `${join(folder, 'bin')}:${process.env['PATH']}`];
  await mkdir(join(folder, 'bin'));
  const shim = `#!/bin/sh\nshift\nexec '${process.execPath}' '${join(root, 'dist/cli.mjs')}' "$@"\n`;
  await writeFile(join(folder, 'bin/npx'), shim, { mode: 0o755 });
  await mkdir(join(fixture, 'public'), { recursive: true });
  assert.equal(runLine('npx zephr-onpage keys --out pair', fixture).code, 0);
  const publicKey = await readFile(join(fixture, 'pair/public.pem'), 'utf8');
  const jwt = { publicKey, userMapping: { foreignUserIdProperty: 'sub' }, userStore: { foreignKeySystem: 'crm' } };
  const config = JSON.stringify(aConfig({ jwt, products: {}, features: { articles: { rules } } }));
  for (const [name, text] of Object.entries({
    'zephr.json': config,
    'zephr.live.json': config,
    'zephr.readers.json': JSON.stringify(readers),
    'zephr.endpoint.json': JSON.stringify({
      referrers: { forum: { origins: ['https://forum.example'], secret: 'a secret of 16 letters or more' } },
    }),
    'counts.json': '{"2026-11-30":{}}',
    'readers.csv': 'foreignUserId,state\n1234567890,Alabama\n',
    'story.html':
      '<!doctype html><script src="/zephr.js"></script><zephr-feature feature="articles">Text</zephr-feature>',
    'token.txt': runLine('npx zephr-onpage token --key pair/private.pem --claims \'{"sub":"1"}\'', fixture).output,
  }))
    await writeFile(join(fixture, name), text);
  assert.equal(runLine('npx zephr-onpage users import readers.csv --system crm', fixture).code, 0);
});

after(() => rm(folder, { recursive: true }));

suite('the command lines of the documents', () => {
  const tutorial = readTutorial();
  // test/unit/docs/tutorial-page.test.ts runs the commands whose output is shown.
  const shown = tutorial.filter(({ expected }) => expected !== null).map(({ command }) => command);
  const blocks = readShellBlocks().filter(({ lines }) => !shown.includes(lines[0]!));

  for (const [index, { at, file, lines }] of blocks.entries()) {
    test(`${at} ${lines[0]!.slice(0, 60)}`, async () => {
      const cwd = join(folder, `block-${index}`);
      // `init` begins in an empty folder.
      if (lines.some((line) => / init\b/.test(line))) await mkdir(cwd);
      else await cp(fixture, cwd, { recursive: true });
      const step = file.endsWith('/tutorial.md') ? tutorial.find(({ command }) => command === lines[0]) : null;
      if (step) await writeFile(join(cwd, 'zephr.json'), JSON.stringify(step.config));

      for (const line of lines) {
        if (ENDLESS.test(line)) {
          await startLine(line.replace('console zephr.json', '$& --no-open'), cwd);
        } else if (OURS.test(line)) {
          const { code, output } = runLine(line, cwd);
          assert.equal(code, 0, `${line}\n${output}`);
        } else {
          for (const part of line.split(/ && | & /)) assert.equal(findFault(part, file), null, line);
        }
      }
    });
  }

  test('are found in every kind of document', () => {
    assert.ok(blocks.length > 25, `${blocks.length} blocks`);
    for (const start of ['README.md', 'CONTRIBUTING.md', 'examples/', 'docs/start/', 'docs/endpoint/'])
      assert.ok(
        blocks.some(({ file }) => file.startsWith(start)),
        start,
      );
  });
});

suite('the check of command lines', () => {
  for (const [line, fault] of [
    ['npm run generat', './package.json has no script "generat"'],
    ['node scripts/test.mjs unitt trial', 'there is no stage "unitt" with tests'],
    ['node scripts/absent.mjs', 'there is no file scripts/absent.mjs'],
    ['curl https://news.example/', 'no test runs it'],
  ] as const) {
    test(`finds that ${line} cannot work`, () => {
      assert.equal(findFault(line, 'README.md'), fault);
    });
  }

  test('finds an option that a command does not have', () => {
    assert.match(runLine('npx zephr-onpage validate zephr.json --pag story.html', fixture).output, /unknown option/);
  });

  test('finds a server that does not start', async () => {
    await assert.rejects(startLine('npx zephr-onpage serve absent.json', fixture), /It ended with \d/);
  });
});
