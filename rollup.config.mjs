import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build as bundleWithEsbuild, transform as compile } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';
import { minify } from 'terser';
import { asModule } from './scripts/as-module.mjs';
import { withPlaceholder } from './scripts/chunk-hash.mjs';
import { compileTemplates } from './scripts/compile-templates.mjs';
import { chunks, consoleFiles, doors, sharedTypes } from './scripts/chunks.mjs';
import { findHeldPackages, POINTER, readHeldPackage } from './scripts/held-packages.mjs';
import { leanJose } from './scripts/lean-jose.mjs';
import { leanLit } from './scripts/lean-lit.mjs';
import { leanLiterals } from './scripts/lean-literals.mjs';
import { findMembers, readNamesOfPackages, readOwnSources, shortenNames } from './scripts/private-names.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const { version, peerDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

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

/** Resolves the modules that a guest imports from its host. */
function hostOf(guest) {
  const isShared = (specifier) => /^lit($|\/)|\/(internal|texts)\//.test(specifier);
  return {
    name: 'host-of-guest',
    resolveId: (specifier, importer) =>
      guest && importer && isShared(specifier) ? { id: `./${withPlaceholder(guest)}`, external: 'absolute' } : null,
  };
}

/** Makes modules of packages that are scripts. */
const scripts = {
  name: 'scripts',
  transform(code, id) {
    const module = asModule(id, code);
    return module === null ? null : { code: module, map: null };
  },
};

/**
 * Turns a dynamic import of a chunk's source into a relative import of the built chunk, which the browser resolves against the
 * address of the importing file.
 *
 * @param {import('./scripts/chunks.mjs').BuiltFile} row - The file that is being built.
 * @param {readonly string[]} held - Sources of chunks that the file holds itself.
 * @param {readonly string[]} own - Packages that the site installs if it needs them, and modules of Node.
 */
function lazyImports({ file, format }, held, own) {
  return {
    name: 'lazy-imports',
    resolveDynamicImport(specifier, importer) {
      // An import by the address of the script's folder (`absoluteImports`).
      if (typeof specifier !== 'string' && format === 'iife') return null;
      const path = typeof specifier === 'string' ? resolve(dirname(importer), specifier.replace(/\.js$/, '.ts')) : null;
      const chunk = chunks.find(({ source }) => resolve(root, source) === path);
      if (!chunk) {
        if (own.includes(specifier)) return { id: specifier, external: true };
        const found = typeof specifier === 'string' ? `import('${specifier}')` : 'import() of an expression';
        return this.error(`${relative(root, importer)}: ${found} has no row among the chunks of scripts/chunks.mjs.`);
      }
      if (held.includes(chunk.source)) return { id: path, moduleSideEffects: true };
      const target = withPlaceholder(relative(dirname(file), chunk.file));
      // 'absolute' makes rollup leave the path as it is.
      return { id: target.startsWith('.') ? target : `./${target}`, external: 'absolute' };
    },
  };
}

/** Where the script finds its chunks: `src/page/chunk-folder.ts`. */
const CHUNK_FOLDER = resolve(root, 'src/page/chunk-folder.ts');

/**
 * Has the classic script import its chunks by absolute address. Modules import them by relative ones, which bundlers
 * understand. In a classic script from another origin a relative address has no base, unless its tag has `crossorigin`
 * (WHATWG HTML, section 8.1.4.2, "muted errors").
 */
const absoluteImports = {
  name: 'absolute-imports',
  transform(code, id) {
    let isUsed = false;
    const changed = code.replace(/\bimport\("(\.[^"]+)"\)/g, (whole, specifier) => {
      const source = relative(root, resolve(dirname(id), specifier.replace(/\.js$/, '.ts')));
      const chunk = chunks.find((row) => row.source === source);
      if (!chunk) return whole;
      isUsed = true;
      return `import(__chunkFolder + "${withPlaceholder(chunk.file.replace('chunks/', ''))}")`;
    });
    if (!isUsed) return null;
    return {
      code: `import { CHUNK_FOLDER as __chunkFolder } from ${JSON.stringify(CHUNK_FOLDER)};${changed}`,
      map: null,
    };
  },
};

/** Has a module for bundlers load on a server too, where sites are rendered: there are no elements to extend. */
const importableOnServers = {
  name: 'importable-on-servers',
  renderChunk: (code) => ({
    code: code.replaceAll(' extends HTMLElement ', ' extends (globalThis.HTMLElement ?? class {}) '),
    map: null,
  }),
};

/**
 * Applies the decorators of a class by one short function, in place of the general one that esbuild writes into each file. Our
 * only decorator is `property` (components/internal/property.ts), which decorates members.
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

const COMMANDER = `\0${resolve(root, 'node_modules/commander/index.js')}`;

/** Turns `commander`, which is written in CommonJS, into a module: rollup reads modules only. */
const commonJs = {
  name: 'common-js',
  // An identity that says which package it is, as those of other modules do.
  resolveId: (specifier) => (specifier === 'commander' ? COMMANDER : null),
  async load(id) {
    if (id !== COMMANDER) return null;
    const options = { bundle: true, platform: 'node', format: 'esm', target: 'es2022', write: false };
    const { outputFiles } = await bundleWithEsbuild({ ...options, absWorkingDir: root, entryPoints: ['commander'] });
    // It requires parts of Node, and a module has no `require`.
    return `import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      ${outputFiles[0].text}`;
  },
};

/**
 * Has a file import from doors what they export, in place of holding it once more.
 *
 * @param {readonly string[]} names - Files of doors, which lie beside it.
 * @param {string} room - The folder whose imports count.
 */
function importDoors(names, room) {
  const owners = new Map();
  for (const { source, file } of doors.filter((door) => names.includes(door.file))) {
    const path = resolve(root, source);
    for (const [, specifier] of readFileSync(path, 'utf8').matchAll(/^export \{[^}]*\} from '(\.[^']+)\.js'/gm)) {
      const module = `${resolve(dirname(path), specifier)}.ts`;
      if (!owners.has(module)) owners.set(module, file);
    }
  }
  return {
    name: 'import-doors',
    resolveId(specifier, importer) {
      if (!importer?.startsWith(`${room}${sep}`) || !specifier.startsWith('.')) return null;
      const owner = owners.get(resolve(dirname(importer), specifier.replace(/\.js$/, '.ts')));
      return owner ? { id: `./${owner}`, external: 'absolute' } : null;
    },
  };
}

/** Puts a directive in front, which minifiers remove. */
const directiveFirst = (directive) => ({
  name: 'directive-first',
  renderChunk: (code) => ({ code: `'${directive}';${code}`, map: null }),
});

/** Matches a package and what is imported from below it. */
const startOf = (name) => new RegExp(`^${name}(/|$)`);

/** The licences of the packages that a file for servers holds, as a comment that survives minifying. */
function licencesOf({ modules }) {
  const licences = findHeldPackages(modules).map((name) => `${name}\n\n${readHeldPackage(root, name).text}`);
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

/**
 * Minifies a file for pages. What each option saves, and why terser's `unsafe` ones but one are off, is in
 * docs/project/decisions/0003-mangling-and-budgets.md.
 *
 * @param {string | undefined} hint - A comment for browsers, which has to come first.
 * @param {ReadonlyMap<string, string>} names - Short names by private names.
 */
const forPages = (hint, names) => ({
  name: 'minify-for-pages',
  renderChunk: (code, { modules }, { sourcemap }) =>
    minify(code, {
      module: true,
      toplevel: true,
      ecma: 2022,
      compress: {
        passes: 3,
        hoist_funs: true,
        inline: 1,
        // Both would gain characters and lose bytes.
        comparisons: false,
        negate_iife: false,
        pure_getters: true,
        unsafe_arrows: true,
      },
      ...shorten(names),
      format: { comments: false, preamble: beginningOf(hint, modules), wrap_func_args: false },
      sourceMap: Boolean(sourcemap),
    }),
});

/** The comments that a file for pages begins with. */
function beginningOf(hint, modules) {
  return [hint, findHeldPackages(modules).length > 0 && POINTER].filter(Boolean).join('\n');
}

/** Longest line of a package in a file for servers, where a line can be broken. Node prints the line that throws. */
const MAX_LINE_CHARACTERS = 120;

/**
 * Leaves spaces and comments out of packages in a file for servers. Our own code stays as it is compiled, and so do the names of
 * packages but for those of the command, so that a stack trace can be read.
 *
 * @param {boolean} isCommand
 */
const leanPackages = (isCommand) => ({
  name: 'lean-packages',
  async transform(code, id) {
    if (!id.includes('/node_modules/') && !id.startsWith('\0')) return null;
    const options = {
      ...{ target: 'es2022', legalComments: 'none', lineLimit: MAX_LINE_CHARACTERS },
      ...(isCommand ? { minify: true } : { minifyWhitespace: true }),
    };
    return { code: (await compile(code, options)).code, map: null };
  },
});

/** Files for servers without spaces, as the package has to stay small: they throw less often than the endpoint does. */
const LEAN_FILES = ['cli.mjs', 'engine.mjs'];

/** The file of pages with Lit in it. Guests have their templates prepared by that Lit, and sites that bundle have a Lit of their own. */
const WALLS = 'chunks/walls.js';

/** Leaves spaces out of a file for servers. Its names stay, and so do lines that can be read. */
const leanLines = {
  name: 'lean-lines',
  renderChunk: async (code) => {
    const options = { target: 'es2022', legalComments: 'inline', lineLimit: MAX_LINE_CHARACTERS };
    return { code: (await compile(code, { ...options, minifyWhitespace: true, minifySyntax: true })).code, map: null };
  },
};

/** Compiles TypeScript. Most sources are in several files, and each is compiled once. */
const typescript = {
  ...esbuild({
    target: 'es2022',
    tsconfig: resolve(root, 'tsconfig.json'),
    define: { __VERSION__: JSON.stringify(version) },
  }),
  name: 'typescript',
};
const compiled = new Map();
const typescriptOnce = {
  ...typescript,
  transform(code, id) {
    const known = compiled.get(id);
    if (known?.code === code) return known.result;
    const result = typescript.transform.call(this, code, id);
    compiled.set(id, { code, result });
    return result;
  },
};

/**
 * How rollup builds the code of a file.
 *
 * @param {import('./scripts/chunks.mjs').BuiltFile} row
 * @returns {import('rollup').RollupOptions}
 */
export function codeOf(row) {
  return row.platform === 'console' ? consoleCodeOf(row) : publicCodeOf(row);
}

/** Has the app of the console import what has a file of its own from there. */
const lazyConsoleFiles = {
  name: 'lazy-console-files',
  resolveDynamicImport(specifier, importer) {
    const path = typeof specifier === 'string' ? resolve(dirname(importer), specifier.replace(/\.js$/, '.ts')) : null;
    const row = consoleFiles.find(({ source }) => resolve(root, source) === path);
    return row ? { id: `./${basename(row.file)}`, external: 'absolute' } : null;
  },
};

/**
 * How rollup builds a file of the console. It shares no objects with files of pages, so its names stay, and it has a copy of
 * each package.
 */
function consoleCodeOf({ source, file }) {
  return {
    input: resolve(root, source),
    output: { file: resolve(root, 'dist', file), format: 'es', inlineDynamicImports: true, banner: licencesOf },
    plugins: [
      lazyConsoleFiles,
      sources,
      scripts,
      nodeResolve({ exportConditions: ['production', 'browser'], browser: true }),
      typescriptOnce,
      {
        name: 'minify-for-the-console',
        renderChunk: async (code) => {
          const options = { target: 'es2022', minify: true, legalComments: 'inline' };
          return { code: (await compile(code, options)).code, map: null };
        },
      },
    ],
    onwarn: refuse,
  };
}

function publicCodeOf({
  source,
  file,
  format = 'es',
  platform = 'browser',
  inlines = [],
  guest,
  isFirst,
  isApart,
  peers = [],
  uses = [],
  directive,
}) {
  const isForBrowsers = platform === 'browser';
  const isForBundlers = isForBrowsers && format === 'es' && !file.startsWith('chunks/');
  // Maps come with the files that pages load as they are: the others are bundled once more, or run on a server.
  const sourcemap = format === 'iife' || file.startsWith('chunks/');
  const output = { file: resolve(root, 'dist', file), format, sourcemap, inlineDynamicImports: true };
  return {
    input: resolve(root, source),
    output: { ...output, banner: isForBrowsers ? '' : licencesOf },
    external: [...(platform === 'node' ? [/^node:/] : []), ...peers.map(startOf)],
    plugins: [
      lazyImports(
        { file, format },
        inlines,
        platform === 'node' ? [...Object.keys(peerDependencies), 'node:fs/promises', 'node:zlib'] : [],
      ),
      hostOf(guest),
      importDoors(uses, resolve(root, 'src/commands')),
      sources,
      scripts,
      ...(isForBrowsers && !isApart ? [namesOfPackages, leanJose()] : []),
      ...(platform === 'node' ? [commonJs] : []),
      // Without a condition of our own nodeResolve would take Lit's development build.
      nodeResolve({ exportConditions: ['production', platform], browser: isForBrowsers }),
      typescriptOnce,
      ...(format === 'iife' ? [absoluteImports] : []),
      decorators,
      ...(isForBrowsers ? [leanLiterals()] : []),
      ...(file === WALLS ? [leanLit(), compileTemplates()] : []),
      ...(isForBundlers ? [importableOnServers] : []),
      ...(isForBrowsers
        ? [forPages(isFirst && COMPILE_AT_ONCE, isApart ? new Map() : privateNames)]
        : [leanPackages(file === 'cli.mjs'), ...(LEAN_FILES.includes(file) ? [leanLines] : [])]),
      ...(directive ? [directiveFirst(directive)] : []),
    ],
    onwarn: refuse,
  };
}

/** Bundles the types of all doors out of one program: making it is most of the work. */
const declarations = dts({ tsconfig: resolve(root, 'tsconfig.json') });
let prepared;
const sharedDeclarations = {
  ...declarations,
  options(options) {
    const input = [...sharedTypes, ...doors].flatMap(({ source, types }) => (types ? [resolve(root, source)] : []));
    prepared ??= declarations.options.call(this, { ...options, input });
    return { ...prepared, ...options, onLog: prepared.onLog, treeshake: prepared.treeshake };
  },
};

/**
 * How rollup builds the public types of a door, or types that doors share.
 *
 * @param {{ readonly source: string, readonly types?: string }} row
 * @returns {import('rollup').RollupOptions}
 */
export function typesOf({ source, types }) {
  const packages = Object.keys(peerDependencies).map(startOf);
  // A door imports what it shares, by the name that a module of these types would have.
  const shared = new Map(
    sharedTypes
      .filter((row) => row.source !== source)
      .map((row) => [resolve(root, row.source), `./${row.types.replace(/\.d\.ts$/, '.js')}`]),
  );
  return {
    input: resolve(root, source),
    output: { file: resolve(root, 'dist', types), format: 'es', paths: (id) => shared.get(id) ?? id },
    external: (id) => shared.has(id) || packages.some((name) => name.test(id)),
    plugins: [sources, sharedDeclarations],
    onwarn: refuse,
  };
}

/** Fails the build at a warning about our own sources: a cycle, a missing export, a global in place of an import. */
function refuse(warning) {
  // Warnings about the inside of packages are not ours to fix.
  if ([warning.id, ...(warning.ids ?? [])].some((id) => id?.includes('/node_modules/'))) return;
  throw new Error(warning.message);
}

export default [...doors, ...chunks].map(codeOf).concat(doors.filter(({ types }) => types).map(typesOf));
