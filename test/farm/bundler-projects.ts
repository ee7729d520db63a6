import { everyChunkConfig } from '../support/every-chunk.js';
import { inlineConfig } from '../support/bare-page.js';
import { PAGE, pageWith, START_BY_ADDRESS, START_BY_CALL, START_BY_SCRIPT, type FarmProject } from './farm-project.js';

const vite = (command: string): Pick<FarmProject, 'build' | 'production' | 'dev'> => ({
  build: ['node', `../../node_modules/${command}/bin/vite.js`, 'build'],
  production: { folder: 'dist' },
  dev: (port) => [
    ...['node', `../../node_modules/${command}/bin/vite.js`, '--host', '127.0.0.1', '--port', String(port)],
    '--strictPort',
  ],
});

/** A page that a bundler leaves alone, with a module that it writes. */
const ASIDE = { 'dist/index.html': PAGE };

/** Runs webpack, or a bundler with the same interface, and fails as it does. */
const packWith = (imported: string): string => `import { resolve } from 'node:path';
import ${imported};
const output = { path: resolve('dist'), filename: 'main.js' };
pack({ mode: 'production', context: resolve('.'), entry: './main.js', output }, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
});
`;

const WEBPACK = packWith("pack from 'webpack'");

const ESBUILD = (format: string, more: string): string => `import { build } from 'esbuild';
await build({ entryPoints: ['main.js'], outdir: 'dist', bundle: true, minify: true, format: '${format}', ${more} });
`;

/** Bundlers that need nothing but the module and a page. */
export const BUNDLER_PROJECTS: readonly FarmProject[] = [
  { name: 'Vite 8', ...vite('vite'), files: { 'index.html': PAGE, 'main.js': START_BY_CALL } },
  {
    name: 'Vite 8 with the script',
    ...vite('vite'),
    files: {
      'index.html': pageWith(`${inlineConfig(everyChunkConfig())}<script type="module" src="/main.js"></script>`),
      'main.js': START_BY_SCRIPT,
    },
  },
  { name: 'Vite 7', ...vite('vite-7'), files: { 'index.html': PAGE, 'main.js': START_BY_CALL } },
  {
    name: 'webpack 5',
    files: { ...ASIDE, 'main.js': START_BY_CALL, 'build.mjs': WEBPACK },
    build: ['node', 'build.mjs'],
    production: { folder: 'dist' },
  },
  {
    name: 'webpack 5 with the script',
    files: {
      'dist/index.html': pageWith(`${inlineConfig(everyChunkConfig())}<script src="/main.js"></script>`),
      'main.js': START_BY_SCRIPT,
      'build.mjs': WEBPACK,
    },
    build: ['node', 'build.mjs'],
    production: { folder: 'dist' },
  },
  {
    name: 'Rspack 2',
    files: { ...ASIDE, 'main.js': START_BY_CALL, 'build.mjs': packWith("{ rspack as pack } from '@rspack/core'") },
    build: ['node', 'build.mjs'],
    production: { folder: 'dist' },
  },
  {
    name: 'Rollup 4',
    files: {
      ...ASIDE,
      'main.js': START_BY_ADDRESS,
      'build.mjs': `import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
const bundle = await rollup({ input: 'main.js', plugins: [nodeResolve({ browser: true })] });
await bundle.write({ dir: 'dist', format: 'es' });
`,
    },
    build: ['node', 'build.mjs'],
    production: { folder: 'dist' },
  },
  {
    name: 'esbuild, split',
    files: { ...ASIDE, 'main.js': START_BY_CALL, 'build.mjs': ESBUILD('esm', 'splitting: true') },
    build: ['node', 'build.mjs'],
    production: { folder: 'dist' },
  },
  {
    name: 'esbuild, one file',
    files: { ...ASIDE, 'main.js': START_BY_CALL, 'build.mjs': ESBUILD('iife', '') },
    build: ['node', 'build.mjs'],
    production: { folder: 'dist' },
  },
  {
    name: 'Parcel 2',
    files: {
      'index.html': PAGE.replace('/main.js', './main.js'),
      'main.js': START_BY_CALL,
      // Its optimiser leaves out `</p>` before the end of a custom element, which then does not end there.
      '.parcelrc': '{ "extends": "@parcel/config-default", "optimizers": { "*.html": [] } }',
    },
    build: ['parcel', 'build', 'index.html', '--no-cache', '--no-autoinstall', '--dist-dir', 'dist'],
    production: { folder: 'dist' },
  },
];
