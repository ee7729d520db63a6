/**
 * Component and DOM tests in a real browser: `ENGINE=chromium` (the default), `firefox` or `webkit`.
 * It imports TypeScript, so it runs under tsx; scripts/test.mjs starts it that way.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import * as puppeteer from 'puppeteer-core';
import { asModule } from '../scripts/as-module.mjs';
import { findChromium } from './support/find-chromium.ts';
import { findFirefox, findWebKit } from './support/find-others.ts';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const launchers = {
  async chromium() {
    const { executablePath, args, env, headless } = await findChromium();
    return chromeLauncher({ launchOptions: { executablePath, args: [...args], env, headless } });
  },

  // Stock Firefox over WebDriver BiDi. Given a puppeteer of our own, the launcher does not go looking for a Chrome.
  async firefox() {
    const executablePath = (await findFirefox()) ?? refuse('Firefox', 'firefox-esr');
    return chromeLauncher({ puppeteer, launchOptions: { browser: 'firefox', executablePath } });
  },

  async webkit() {
    const { driver, browser } = (await findWebKit()) ?? refuse('WebKitGTK', 'webkit2gtk-driver');
    const port = await findFreePort();
    const process_ = spawn(driver, [`--port=${port}`], { stdio: 'ignore' });
    process.on('exit', () => process_.kill());
    return webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        // The driver speaks classic WebDriver only.
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      },
    });
  },
};

/** @returns {never} */
function refuse(browser, debianPackage) {
  throw new Error(`${browser} is not installed: apt-get install -y ${debianPackage}`);
}

/** @returns {Promise<number>} */
async function findFreePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Adds one line `{ passed, failed, skipped, failures }` to the file that scripts/test.mjs sums up. */
function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
      for (const session of sessions) {
        const fail = (name) => {
          counts.failed += 1;
          counts.failures.push({ name, file: session.testFile });
        };
        const count = ({ tests, suites }) => {
          for (const { name, skipped, passed } of tests) {
            if (skipped || passed) counts[skipped ? 'skipped' : 'passed'] += 1;
            else fail(name);
          }
          suites.forEach(count);
        };
        if (session.testResults) count(session.testResults);
        // A file that did not load has no tests to fail.
        if (!session.passed && (!session.testResults || session.errors.length > 0)) fail('it did not load');
      }
      appendFileSync(file, `${JSON.stringify(counts)}\n`);
    },
  };
}

const engine = process.env.ENGINE ?? 'chromium';
const reporters = [summaryReporter()];
if (process.env.COUNTS_FILE) reporters.push(countReporter(process.env.COUNTS_FILE));

export default {
  rootDir,
  files: process.env.TEST_FILES ? JSON.parse(process.env.TEST_FILES) : ['test/components/**/*.test.ts'],
  // Lit's development build warns of mistakes that its production build cannot see.
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [
    {
      name: 'scripts',
      transform: ({ path, body }) => asModule(path, body) ?? undefined,
    },
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: `${rootDir}/tsconfig.json`,
      define: { __VERSION__: JSON.stringify(version) },
    }),
  ],
  browsers: [await launchers[engine]()],
  // One page at a time: focus belongs to one window, and a busy machine fails tests by the clock.
  concurrency: 1,
  testFramework: { config: { ui: 'bdd', timeout: '10000' } },
  testsStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  filterBrowserLogs: ({ args }) => !args.some((arg) => typeof arg === 'string' && arg.includes('Lit is in dev mode')),
  reporters,
};
