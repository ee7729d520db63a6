/** The stages of tests and checks that scripts/test.mjs runs, and that docs/project/contributing.md lists. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => resolve(root, 'node_modules/.bin', name);
const cacheOf = (name) => `node_modules/.cache/${name}`;
const code = ['**/*.{ts,mjs,js,css}', 'package.json'];

/** Doors of the package that have no types to check. */
const WITHOUT_TYPES = [
  ...['script', 'jsx', 'jsx/preact', 'jsx/solid', 'types/vue', 'types/svelte', 'custom-elements.json', 'schema.json'],
  ...['readers-schema.json', 'web-types.json', 'vscode.html-custom-data.json'],
];

/**
 * By name: what a stage shows (`says`), and what it runs. `check` counts as one test; `tests` and `browser` count their own.
 * `cache` is added to a check but for `verify`: the linter's cache does not know that a finding depends on types of other files.
 * `needs`, `isAlone` and `stops` are those of scripts/run-stages.mjs; `concurrency` is how many files run at once.
 */
export const stages = {
  types: {
    says: 'Every TypeScript file compiles.',
    check: [bin('tsc'), '--incremental', '--tsBuildInfoFile', cacheOf('tsc')],
    stops: true,
  },
  'types without DOM': {
    says: 'The floors below the page compile without the types of a browser.',
    check: [bin('tsc'), '-p', 'scripts/core', '--incremental', '--tsBuildInfoFile', cacheOf('tsc-without-dom')],
    stops: true,
  },
  lint: {
    says: 'ESLint finds nothing.',
    check: [bin('eslint'), '.', '--max-warnings', '0'],
    cache: ['--cache', '--cache-strategy', 'content', '--cache-location', cacheOf('eslint')],
  },
  format: {
    says: 'Prettier would change nothing.',
    check: [
      ...[bin('prettier'), '--check', '--log-level', 'warn'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', cacheOf('prettier.json'), ...code],
    ],
  },
  spelling: {
    says: 'cspell knows every word in documents, messages, comments and names; test/house/spelling.txt has those of the project.',
    check: [bin('cspell'), 'lint', '--no-progress', '--no-summary', '--gitignore'],
    cache: ['--cache', '--cache-strategy', 'content', '--cache-location', cacheOf('cspell')],
  },
  house: { says: 'Imports, names, documents and committed files keep the rules of this project.', tests: 'test/house' },
  unit: { says: 'Each room by itself, in Node.', tests: 'test/unit' },
  build: { says: 'Writes `dist/`.', check: [process.execPath, 'scripts/build.mjs'], stops: true },
  chromium: { says: 'The elements, in Chromium.', browser: 'test/components', isAlone: true },
  page: {
    says: 'Whole pages with the built files, as readers see them in Chromium.',
    tests: 'test/page',
    needs: ['build'],
    isAlone: true,
  },
  console: {
    says: 'The console, as editors use it in Chromium: by roles and names, two files at once.',
    tests: 'test/console',
    needs: ['build'],
    isAlone: true,
    // They wait for what is shown, and for no time.
    concurrency: 2,
  },
  cli: { says: 'The command, the endpoint, its stores and the packed package.', tests: 'test/cli', needs: ['build'] },
  farm: {
    // Their tools have limits of their own.
    says: 'Sites that bundlers and frameworks build with the packed package, the endpoint on other runtimes, types by other compilers. Installs these tools first.',
    tests: 'test/farm',
    needs: ['build'],
    isAlone: true,
    timeoutMs: 1_500_000,
  },
  wordpress: {
    says: 'The plugin in `examples/wordpress`. Needs Debian’s packages of WordPress, PHP and MariaDB.',
    tests: 'test/wordpress',
    needs: ['build'],
    isAlone: true,
  },
  firefox: { says: 'The elements, in Firefox.', browser: 'test/components', isAlone: true },
  webkit: { says: 'The elements, in WebKitGTK.', browser: 'test/components', isAlone: true },
  docs: {
    says: 'The documentation builds as a site: no dead link, and an export has a page.',
    check: [process.execPath, 'scripts/docs.mjs'],
  },
  site: {
    says: 'The built site: it loads nothing from elsewhere, its anchors exist, and its search finds what people ask for.',
    tests: 'test/site',
    needs: ['docs'],
  },
  'unused code': { says: 'Knip finds no file, export or dependency without a use.', check: [bin('knip')] },
  'package contents': {
    says: 'publint accepts the package.',
    check: [bin('publint'), '--strict'],
    needs: ['build'],
  },
  'package types': {
    says: 'Each door of the package has types that resolve.',
    check: [...[bin('attw'), '--pack', '.', '--profile', 'esm-only'], ...['--exclude-entrypoints', ...WITHOUT_TYPES]],
    needs: ['build'],
  },
  budgets: {
    says: 'No built file is larger than its limit.',
    check: [process.execPath, 'scripts/sizes.mjs', '--check'],
    needs: ['build'],
  },
};

// In the order in which stages start: first the long ones, and those that others wait for.
const test = [
  ...['build', 'types', 'lint', 'unit', 'types without DOM', 'house', 'format', 'spelling'],
  ...['cli', 'chromium', 'console', 'page'],
];
const statics = ['unused code', 'package contents', 'package types', 'budgets'];

/** Names for several stages. */
export const groups = {
  test,
  types: ['types', 'types without DOM'],
  browsers: ['chromium', 'firefox', 'webkit'],
  verify: [...test, ...statics],
  rest: ['docs', 'firefox', 'webkit', ...statics, 'site'],
};

/**
 * Writes the table of the stages.
 *
 * @returns {string} Markdown.
 */
export function writeStageTable() {
  const lines = Object.entries(stages).map(([name, { says, needs = [] }]) => {
    const users = Object.entries(groups).filter(([group, names]) => group !== name && names.includes(name));
    return `| \`${name}\` | ${says} | ${needs.join(', ')} | ${users.map(([group]) => `\`${group}\``).join(', ')} |`;
  });
  return ['| stage | passes when, or runs | needs | part of |', '| --- | --- | --- | --- |', ...lines, ''].join('\n');
}

/** Replaces the table in the text of a page. */
export function replaceStageTable(page) {
  return page.replace(/\| stage \| .*\n(?:\|.*\n)+/, () => writeStageTable());
}
