/**
 * The cost of verifying a token, beside jose and bare WebCrypto: `npm run bench:token`. `--check` fails where it misses its goals
 * beside jose in Chromium.
 *
 * In browsers, on the built chunk: from a token's text to its claims with the key imported, beside
 * `crypto.subtle.verify` of the same octets, by turns in the same page; and the first verification of a fresh page, key
 * import included, beside those of the others, each in another. Medians over rounds, each in a page of its own.
 */
import { launch, type Browser } from 'puppeteer-core';
import { findFirefox } from '../../test/support/find-others.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve, type Route } from '../../test/support/serve.js';
import { median } from '../rules/statistics.js';
import { build } from 'esbuild';
import { report } from '../report.js';
import { figureOf, rowOf, type Row } from '../row.js';
import type { Column, Table } from '../table.js';
import { countVerifications } from './count-verifications.js';
import { makeTasks } from './make-tasks.js';
import { measureFirst, measureWarm, type Spent } from './measure-in-page.js';
import { builtFiles } from '../../test/support/built-files.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const FEATURES = 100;
/** How often each token is verified before it is measured; a reader's page verifies once. */
const PASSES = 10;

/** Clocks of a page that shares its process with no other site's tick every 5 µs. */
const page: Route = (_request, response) =>
  void response
    .writeHead(200, {
      'content-type': 'text/html',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    .end('<!doctype html><title>A story</title>');

/** jose, as a site that uses it bundles it. */
async function bundleJose(): Promise<Route> {
  const entry = { contents: "export { importSPKI, jwtVerify } from 'jose';", resolveDir: import.meta.dirname };
  const options = { bundle: true, minify: true, format: 'esm', write: false, platform: 'browser' } as const;
  const { outputFiles } = await build({ stdin: entry, ...options });
  const headers = { 'content-type': 'text/javascript', 'cross-origin-embedder-policy': 'require-corp' };
  return (_request, response) => void response.writeHead(200, headers).end(outputFiles[0]!.text);
}

await using server = await serve({ routes: { ...(await builtFiles()), '/': page, '/jose.js': await bundleJose() } });

/** Runs something in a page that is new, process and all. */
async function inFreshPage<Argument extends unknown[], Result>(
  browser: Browser,
  work: (...given: Argument) => Promise<Result>,
  ...given: Argument
): Promise<Result> {
  const context = await browser.createBrowserContext();
  try {
    const opened = await context.newPage();
    await opened.goto(server.origin);
    // A helper that the compiler of this file puts around functions.
    await opened.evaluate('globalThis.__name = (named) => named');
    return await opened.evaluate(work as never, ...(given as unknown as never[]));
  } finally {
    await context.close();
  }
}

/** Measures all algorithms in a browser. */
async function measure(browser: Browser): Promise<{ readonly table: Table; readonly goals: readonly Row[] }> {
  const tasks = makeTasks();
  const rows = Object.keys(tasks).map((alg) => ({
    alg,
    warm: [] as Spent[],
    first: { ours: [] as number[], bare: [] as number[], jose: [] as number[] },
  }));
  // The first round warms up the browser.
  for (let round = -1; round < ROUNDS; round++) {
    for (const { alg, warm, first } of rows) {
      const task = tasks[alg as keyof typeof tasks];
      const pair = await inFreshPage(browser, measureWarm, task, PASSES);
      const names = round % 2 ? (['ours', 'bare', 'jose'] as const) : (['jose', 'bare', 'ours'] as const);
      for (const name of names) {
        const spent = await inFreshPage(browser, measureFirst, task, name);
        if (round >= 0) first[name].push(spent);
      }
      if (round >= 0) warm.push(pair);
    }
  }
  const us = (title: string): Column => ({ title, unit: 'µs', digits: 0 });
  const table: Table = {
    title: 'From a token’s text to its claims',
    about: 'In brackets, as many times what bare WebCrypto takes, with the import of the key for the first of a page.',
    columns: [
      ...[us('key imported'), us('bare `verify`'), us('jose')],
      ...[us('first of a page'), us('bare import and `verify`'), us('jose, first')],
    ],
    rows: rows.map(({ alg, warm, first }) => {
      const [ours, bare, jose] = (['ours', 'bare', 'jose'] as const).map((name) =>
        median(warm.map((pair) => pair[name])),
      );
      const [firstOurs, firstBare, firstJose] = [median(first.ours), median(first.bare), median(first.jose)];
      const cells = [
        ...[{ value: ours!, ratio: ours! / bare! }, bare!, { value: jose!, ratio: jose! / bare! }],
        ...[
          { value: firstOurs, ratio: firstOurs / firstBare },
          firstBare,
          { value: firstJose, ratio: firstJose / firstBare },
        ],
      ];
      return { says: alg, cells };
    }),
  };
  const goals = rows.flatMap(({ alg, warm, first }) => {
    const firsts = first.ours.map((spent, round) => spent / first.jose[round]!);
    return [
      rowOf(
        `${alg}: token to claims, of jose`,
        warm.map(({ ours, jose }) => ours / jose),
        ['≤', 1.05],
      ),
      rowOf(`${alg}: the first of a page, of jose`, firsts, ['≤', 1.15]),
    ];
  });
  return { table, goals };
}

const rounds = `medians of ${ROUNDS} rounds, the first of a page in pages of their own`;
const chromium = await launchChromium({ whole: true });
try {
  const { table, goals } = await measure(chromium);
  const { verified, imported } = await countVerifications(chromium, server, FEATURES);
  await report('token-chromium', {
    ...{ rounds, browser: await chromium.version(), tables: [table] },
    goals: [
      ...goals,
      figureOf(`verifications of a page with ${FEATURES} features`, [verified], ['≤', 1], null),
      figureOf('keys that it imports', [imported], ['≤', 1], null),
    ],
  });
} finally {
  await chromium.close();
}
const firefox = await findFirefox();
if (firefox) {
  const browser = await launch({ browser: 'firefox', executablePath: firefox, headless: true });
  try {
    // The goals are held in Chromium only.
    await report('token-firefox', {
      rounds,
      browser: await browser.version(),
      tables: [(await measure(browser)).table],
    });
  } finally {
    await browser.close();
  }
} else console.log('\nFirefox is not installed.');
