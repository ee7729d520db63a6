import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { build as bundleWithEsbuild } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';
import { asModule } from './scripts/as-module.mjs';
import { findMembers, readNamesOfPackages, readOwnSources, shortenNames } from './scripts/private-names.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const { version, dependencies, optionalDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

/**
 * The doors: what a publisher loads or imports by name. A door with `types` is one whose exports are public. What a door
 * `holds` it does not load a second time as a chunk, though some module in it asks for that with a dynamic import. What it
 * `brings` are packages that are bundled into it and so ship with their licences; only a door for servers does. The
 * `platform` is browsers unless it is told: `node`, or `neutral` for what runs on any server.
 */
const doors = [
  { source: 'src/script.ts', file: 'zephr.js', format: 'iife', isFirst: true },
  { source: 'src/index.ts', file: 'zephr.mjs', types: 'zephr.d.ts' },
  {
    source: 'components/index.ts',
    file: 'components.mjs',
    types: 'components.d.ts',
    holds: [
      'components/feature/show-walls.ts',
      'components/feature/put-in-zone.ts',
      'components/feature/fill-for.ts',
      'components/custom-block/define.ts',
    ],
  },
  { source: 'src/engine.ts', file: 'engine.mjs', types: 'engine.d.ts' },
  {
    source: 'src/endpoint.ts',
    file: 'endpoint.mjs',
    types: 'endpoint.d.ts',
    platform: 'neutral',
    brings: ['hono', 'hono-rate-limiter', 'jose', 'isbot', 'ua-parser-js'],
  },
  { source: 'src/sqlite.ts', file: 'sqlite.mjs', types: 'sqlite.d.ts', platform: 'node' },
  { source: 'src/redis.ts', file: 'redis.mjs', types: 'redis.d.ts', platform: 'node' },
  {
    source: 'src/cli.ts',
    file: 'cli.mjs',
    platform: 'node',
    brings: [
      ...[
        'commander',
        '@dagrejs/dagre',
        '@dagrejs/graphlib',
        'zod',
        'csv-parse',
        'mustache',
        'htmlparser2',
        'entities',
      ],
      ...['hono', '@hono/node-server', 'hono-rate-limiter', 'jose', 'isbot', 'ua-parser-js'],
    ],
  },
];

/**
 * What is loaded only when a page needs it. Each door and each chunk is built on its own and shares nothing, so that the
 * script and the module load the very same chunk files, and a file's size is what it costs. A chunk that only another one
 * asks for may be its `guest`: it imports Lit and what the components share from there, by the same names. What most pages
 * run before they have shown what they have to `isFirst`, like the script.
 */
const lazyChunks = [
  { source: 'src/token/verify/create-verifier.ts', file: 'chunks/verify.mjs', isFirst: true },
  { source: 'src/page/tokens/load-endpoint-verifier.ts', file: 'chunks/ask.mjs' },
  { source: 'components/feature/show-walls.ts', file: 'chunks/walls.mjs', isFirst: true },
  { source: 'components/feature/put-in-zone.ts', file: 'chunks/zones.mjs', guest: 'walls.mjs' },
  { source: 'components/registration-wall/form-desk.ts', file: 'chunks/form.mjs' },
  ...['de', 'fr', 'es', 'pt', 'ar', 'ja'].map((language) => ({
    source: `src/texts/${language}.ts`,
    file: `chunks/texts-${language}.mjs`,
  })),
  { source: 'components/feature/fill-for.ts', file: 'chunks/fill.mjs' },
  { source: 'components/custom-block/define.ts', file: 'chunks/custom-block.mjs', guest: 'walls.mjs' },
  { source: 'components/feature/fill-block.ts', file: 'chunks/blocks.mjs', guest: 'walls.mjs' },
  { source: 'components/custom-block/place-elements.ts', file: 'chunks/elements.mjs' },
  { source: 'components/custom-block/sanitizer.ts', file: 'chunks/sanitizer.mjs' },
  { source: 'src/page/load-node-registry.ts', file: 'chunks/palette.mjs' },
  { source: 'src/rules/nodes/agent-nodes.ts', file: 'chunks/agents.mjs' },
  { source: 'src/page/facts/watch-facts.ts', file: 'chunks/facts.mjs' },
  { source: 'src/page/ledger/open-ledger.ts', file: 'chunks/usage.mjs' },
  { source: 'src/page/life/keep-live.ts', file: 'chunks/live.mjs', isFirst: true },
  { source: 'src/page/targets/watch-targets.ts', file: 'chunks/targets.mjs' },
  { source: 'src/page/tokens/keep-token.ts', file: 'chunks/renew.mjs' },
  { source: 'src/page/compat/run.ts', file: 'chunks/compat.mjs' },
  { source: 'src/page/tools/feed-tools.ts', file: 'chunks/tools.mjs' },
  { source: 'src/page/structured-data/keep-structured-data.ts', file: 'chunks/structured-data.mjs' },
  { source: 'src/config/explain-mistake.ts', file: 'chunks/mistakes.mjs' },
  { source: 'src/page/debug/print-debug.ts', file: 'chunks/debug.mjs' },
];

/**
 * Finds the TypeScript source that a `.js` specifier stands for. It answers before `nodeResolve` does, which would read
 * `sideEffects` of our own package.json: that list speaks of dist/, and by it a module that only registers an element
 * would be dropped.
 */
const sources = {
  name: 'sources',
  resolveId(specifier, importer) {
    if (!importer || !specifier.startsWith('.') || !specifier.endsWith('.js')) return null;
    const path = resolve(dirname(importer), specifier.replace(/\.js$/, '.ts'));
    return existsSync(path) ? { id: path, moduleSideEffects: true } : null;
  },
};

/** Finds what a guest takes from its host. */
function hostOf(guest) {
  const isShared = (specifier) => /^lit($|\/)|\/(internal|texts)\//.test(specifier);
  return {
    name: 'host-of-guest',
    resolveId: (specifier, importer) =>
      guest && importer && isShared(specifier) ? { id: `./${guest}`, external: 'absolute' } : null,
  };
}

/** Makes modules of packages that are none. */
const scripts = {
  name: 'scripts',
  transform(code, id) {
    const module = asModule(id, code);
    return module === null ? null : { code: module, map: null };
  },
};

/**
 * Turns a dynamic import of a lazy chunk's source into a plain relative import of the built chunk, which the browser
 * resolves against the address of the importing file.
 *
 * @param {string} file - The file under dist/ that is being built.
 * @param {readonly string[]} held - Sources that the file holds itself.
 * @param {readonly string[]} own - Packages that whoever runs the file may have installed or not.
 */
function lazyImports(file, held, own) {
  return {
    name: 'lazy-imports',
    resolveDynamicImport(specifier, importer) {
      const path = typeof specifier === 'string' ? resolve(dirname(importer), specifier.replace(/\.js$/, '.ts')) : null;
      const chunk = lazyChunks.find(({ source }) => resolve(root, source) === path);
      if (!chunk) {
        if (own.includes(specifier)) return { id: specifier, external: true };
        const found = typeof specifier === 'string' ? `import('${specifier}')` : 'import() of an expression';
        return this.error(
          `${relative(root, importer)}: ${found} has no row among the lazy chunks of rollup.config.mjs.`,
        );
      }
      if (held.includes(chunk.source)) return { id: path, moduleSideEffects: true };
      const target = relative(dirname(file), chunk.file);
      // 'absolute' keeps rollup from working out a path of its own.
      return { id: target.startsWith('.') ? target : `./${target}`, external: 'absolute' };
    },
  };
}

/**
 * Applies the decorators of a class by one short function, instead of by a general one that esbuild writes into each file. Ours
 * decorate members, and only `property` (components/internal/property.ts) is among them.
 */
const decorators = {
  name: 'decorators',
  resolveId: (specifier) => (specifier === '\0decorate' ? specifier : null),
  load: (id) =>
    id === '\0decorate'
      ? 'export const __decorateClass = (decorators, prototype, name) => decorators.forEach((decorate) => decorate(prototype, name));'
      : null,
  transform(code) {
    const helper = /^var __defProp = [\s\S]*?var __decorateClass = [\s\S]*?\n};\n/m;
    return helper.test(code)
      ? { code: code.replace(helper, "import { __decorateClass } from '\0decorate';\n"), map: null }
      : null;
  },
};

/** Turns `commander`, which is written in CommonJS, into a module: rollup reads no other kind. */
const commonJs = {
  name: 'common-js',
  resolveId: (specifier) => (specifier === 'commander' ? '\0commander' : null),
  async load(id) {
    if (id !== '\0commander') return null;
    const options = { bundle: true, platform: 'node', format: 'esm', target: 'es2022', write: false };
    const { outputFiles } = await bundleWithEsbuild({ ...options, absWorkingDir: root, entryPoints: ['commander'] });
    // It requires parts of Node, and a module has no `require` of its own.
    return `import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      ${outputFiles[0].text}`;
  },
};

/** The licences of packages that are bundled, as a comment that survives minifying. */
function licencesOf(names) {
  const licences = names.map((name) => {
    const folder = resolve(root, 'node_modules', name);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.md)?$/i.test(entry));
    return `${name}\n\n${readFileSync(resolve(folder, file))}`;
  });
  return licences.length > 0 ? `/*! Holds these packages:\n\n${licences.join('\n')}*/` : '';
}

/** Short names by those of members that our own files alone know. */
const privateNames = shortenNames(readOwnSources(root), readNamesOfPackages(root));

/** Refuses a package that has a member of the same name as one of ours, or of the same short name. */
const namesOfPackages = {
  name: 'names-of-packages',
  transform(code, id) {
    if (privateNames.size === 0 || !id.includes('/node_modules/')) return null;
    const ours = new Set([...privateNames.keys(), ...privateNames.values()]);
    const shared = [...findMembers(code)].find((name) => ours.has(name));
    return shared
      ? this.error(`${relative(root, id)} has a member "${shared}": list it in scripts/private-names.mjs.`)
      : null;
  },
};

/** What terser needs to shorten exactly these names. */
function shorten(names) {
  if (names.size === 0) return {};
  return {
    mangle: { properties: { regex: new RegExp(`^(${[...names.keys()].join('|')})$`) } },
    nameCache: { props: { props: Object.fromEntries([...names].map(([name, short]) => [`$${name}`, short])) } },
  };
}

/**
 * Has Chromium compile all functions while the file arrives, in another thread, and not each when it is first called (V8,
 * "Explicit compile hints", 2025). Other browsers see a comment.
 */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad';

/** Made anew for each file, as it keeps what it has named. */
const smallest = (preamble) =>
  terser({
    module: true,
    toplevel: true,
    ecma: 2022,
    compress: {
      passes: 6,
      hoist_funs: true,
      inline: 1,
      // Both would gain characters and lose bytes.
      comparisons: false,
      negate_iife: false,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_comps: true,
      unsafe_methods: true,
      unsafe_undefined: true,
    },
    ...shorten(privateNames),
    format: { comments: false, preamble, wrap_func_args: false },
  });

/** For code that was not written with `unsafe` in mind, and where bytes count for less. */
const carefulMinifier = terser({ module: true, toplevel: true, ecma: 2022, format: { comments: /^!/ } });

function codeOf({ source, file, format = 'es', platform = 'browser', holds = [], brings = [], guest, isFirst }) {
  const isForBrowsers = platform === 'browser';
  const output = { file: resolve(root, 'dist', file), format, sourcemap: true, inlineDynamicImports: true };
  return {
    input: resolve(root, source),
    output: { ...output, banner: licencesOf(brings) },
    external: platform === 'node' ? [/^node:/] : [],
    plugins: [
      lazyImports(file, holds, platform === 'node' ? Object.keys(optionalDependencies) : []),
      hostOf(guest),
      sources,
      scripts,
      ...(isForBrowsers ? [namesOfPackages] : []),
      ...(platform === 'node' ? [commonJs] : []),
      // Without a condition of our own nodeResolve would take Lit's development build.
      nodeResolve({ exportConditions: ['production', platform], browser: isForBrowsers }),
      esbuild({
        target: 'es2022',
        tsconfig: resolve(root, 'tsconfig.json'),
        define: { __VERSION__: JSON.stringify(version) },
      }),
      decorators,
      isForBrowsers ? smallest(isFirst && COMPILE_AT_ONCE) : carefulMinifier,
    ],
    onwarn: refuse,
  };
}

function typesOf({ source, types }) {
  return {
    input: resolve(root, source),
    output: { file: resolve(root, 'dist', types), format: 'es' },
    external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
    plugins: [sources, dts({ tsconfig: resolve(root, 'tsconfig.json') })],
    onwarn: refuse,
  };
}

/** A warning of the bundler is a mistake of ours: a cycle, a missing export, a global guessed for an import. */
function refuse(warning) {
  // How a package is written inside is its own affair.
  if ([warning.id, ...(warning.ids ?? [])].some((id) => id?.includes('/node_modules/'))) return;
  throw new Error(warning.message);
}

export default [...doors.map(codeOf), ...lazyChunks.map(codeOf), ...doors.filter((door) => door.types).map(typesOf)];
