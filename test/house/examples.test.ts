/** The folders of examples/: short, alike where they mean the same, and of the versions that the farm runs. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findMistakes } from '../../src/validate/find-mistakes.js';
import { showExamples } from '../../scripts/show-examples.mjs';
import { EXAMPLES, readExample } from '../support/example.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');

/** A person reads it as a whole. Empty lines are not counted. */
const MAX_LINES = 40;
/** A server that decides itself takes more, and a build that seals its pages. */
const LONGER: Readonly<Record<string, number>> = {
  withheld: 60,
  'sealed-eleventy': 60,
  'sealed-vite': 60,
  'sealed-astro': 60,
  'sealed-next': 60,
};

/** The plugin is a program of its own, with tests in test/wordpress/. */
const SHORT = EXAMPLES.filter((name) => name !== 'wordpress');

/** Examples whose readers have tokens by a secret, and rules of their own. */
const WITH_SECRET = ['node-sqlite', 'redis', 'sealed-worker', 'withheld'];

/** Examples whose readers have the key of sealed content in their token. */
const WITH_CLAIM = EXAMPLES.filter((name) => name.startsWith('sealed-') && !WITH_SECRET.includes(name));

/** The example whose config another one has, character by character; `null` for one with rules of its own. */
function sameConfigAs(name: string): string | null {
  if (WITH_SECRET.includes(name)) return null;
  return WITH_CLAIM.includes(name) ? 'sealed-html' : 'script-tag';
}

/** Versions that are installed for tests, by package. */
const installed: Readonly<Record<string, string>> = Object.assign(
  {},
  ...['package.json', ...readdirSync(`${root}test/farm`).map((name) => `test/farm/${name}/package.json`)].map(
    (path) => {
      try {
        return (JSON.parse(read(path)) as { devDependencies?: object }).devDependencies;
      } catch {
        return undefined;
      }
    },
  ),
  // Wrangler runs what the tests run by miniflare, of which it is the command.
  { wrangler: '4.0.0', 'zephr-onpage': (JSON.parse(read('package.json')) as { version: string }).version },
) as Record<string, string>;

suite('the examples', () => {
  test('are listed with the file that starts them in a test', () => {
    const page = read('examples/README.md');
    const files = ['test/cli/examples', 'test/cli/sealed-examples', 'test/farm/examples', 'test/farm/sealed-sites'];
    const tests = files.map((file) => read(`${file}.test.ts`)).join('\n');

    assert.ok(SHORT.length >= 10);
    for (const name of EXAMPLES) assert.ok(page.includes(`| [${name}](${name}) |`), name);
    for (const name of SHORT) assert.match(tests, new RegExp(`'${name}'`), name);
  });

  test('are on the page of frameworks as they are: npm run generate', () => {
    const page = read('docs/guides/frameworks.md');
    const { text, shown } = showExamples(page);
    const sources = ['next', 'astro', 'eleventy'].flatMap((name) =>
      Object.keys(readExample(name))
        .filter((path) => !/\.json$|\.md$/.test(path))
        .map((path) => `examples/${name}/${path}`),
    );

    assert.equal(text, page);
    assert.deepEqual([...shown].sort(), sources.sort());
  });

  test('replace a file of theirs on a page, and nothing else', () => {
    const page =
      '### Next\n\n[it](../examples/next/README.md)\n\n`app/page.jsx`:\n\n```jsx\nold\n```\n\n`other.jsx`:\n\n```jsx\nown\n```\n';
    const { text, shown } = showExamples(page);

    assert.deepEqual(shown, ['examples/next/app/page.jsx']);
    assert.ok(text.includes(readExample('next')['app/page.jsx']!) && text.includes('own') && !text.includes('old'));
    assert.equal(showExamples(page.replace('examples', 'other')).text, page.replace('examples', 'other'));
  });

  for (const name of SHORT) {
    const files = readExample(name);

    const most = LONGER[name] ?? MAX_LINES;
    test(`${name} has at most ${most} lines, and says how it starts`, () => {
      const lines = Object.values(files).flatMap((text) => text.split('\n').filter((line) => line.trim()));

      assert.ok(lines.length <= most, `${lines.length} lines`);
      assert.match(files['README.md'] ?? '', /^# .+\n\n[^]*npm install/);
    });

    test(`${name} has a config without a mistake`, () => {
      const [path, text] = Object.entries(files).find(([file]) => file.endsWith('zephr.json'))!;

      assert.deepEqual(findMistakes(JSON.parse(text)), [], path);
      const other = sameConfigAs(name);
      if (other !== null) assert.equal(text, readExample(other)['zephr.json']);
    });

    test(`${name} depends on what the tests run`, () => {
      const { dependencies = {} } = JSON.parse(files['package.json'] ?? '{}') as {
        dependencies?: Readonly<Record<string, string>>;
      };
      for (const [dependency, range] of Object.entries(dependencies)) {
        const [major, minor] = installed[dependency]!.split('.').map(Number) as [number, number];
        const [, wanted, least] = /^\^(\d+)\.(\d+)\.\d+$/.exec(range)!.map(Number) as [number, number, number];

        assert.ok(major === wanted && minor >= least, `${dependency} ${installed[dependency]} is not in ${range}`);
      }
    });
  }
});
