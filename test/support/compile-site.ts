/** Compiles files as a site has them, with the built package among its packages. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

const OPTIONS = {
  ...{ strict: true, noEmit: true, jsx: 'react-jsx', module: 'esnext', moduleResolution: 'bundler' },
  ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [], exactOptionalPropertyTypes: true },
  ...{ resolveJsonModule: true, noUnusedLocals: false },
};

/** A site to compile. */
export interface TypedSite {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Folders of packages, by the name under which the site imports them. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Options of the compiler besides the usual ones. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Members of tsconfig.json besides those of the compiler. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The compiler, and its arguments. Default: the project's own TypeScript. */
  readonly compiler?: readonly string[];
}

/** A package of the project itself. */
export const ownPackage = (name: string): string => join(root, 'node_modules', name);

/** The project's own TypeScript. */
const TSC = [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false'];

/**
 * Compiles a site.
 *
 * @returns The messages by the path of the file that each is about; `''` for those about none. Files without one are left out.
 */
export async function compileSite({
  files,
  packages = {},
  options = {},
  config: more = {},
  compiler = TSC,
}: TypedSite): Promise<Readonly<Record<string, string>>> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-types-'));
  try {
    await plantPackages(folder, packages);
    const config = { compilerOptions: { ...OPTIONS, ...options }, include: Object.keys(files), ...more };
    for (const [name, text] of Object.entries({ ...files, 'tsconfig.json': JSON.stringify(config) })) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const [program, ...args] = compiler;
    const output = await run(process.execPath, [program!, ...args], { cwd: folder, maxBuffer: 16 * 1024 ** 2 }).then(
      () => '',
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr || String(error),
    );
    return byFile(output.replaceAll(`${folder}/`, ''));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Puts packages among those of a site: ours as a copy, as a link would find what the project has installed. */
async function plantPackages(folder: string, packages: Readonly<Record<string, string>>): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(modules);
  for (const name of ['package.json', 'types', 'dist']) {
    await cp(join(root, name), join(modules, 'zephr-onpage', name), {
      recursive: true,
      filter: (path) => !/\.(js|mjs|map)$/.test(path),
    });
  }
  for (const [name, path] of Object.entries(packages)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(path, join(modules, name));
  }
}

/** How compilers print a message: TypeScript and Vue's, and Svelte's. */
const PRINTED = [/^([^\s(:]+)\(\d+,\d+\): (.*)$/, /^\d+ ERROR "(.+?)" \d+:\d+ "(.*)"$/];
/** Lines about the run itself. */
const PROGRESS = /^\d+ (START|COMPLETED) /;

/** Sorts what a compiler prints: a message begins with its place, and goes on in lines that are indented. */
function byFile(output: string): Record<string, string> {
  const found: Record<string, string> = {};
  let file = '';
  for (const line of output.split('\n').filter((text) => text.trim() && !PROGRESS.test(text))) {
    const [, path, message] = PRINTED.map((pattern) => pattern.exec(line)).find(Boolean) ?? [];
    if (path) file = path;
    else if (!/^\s/.test(line)) file = '';
    // Mistakes inside of other packages are theirs.
    if (/node_modules\/(?!zephr-onpage)/.test(file)) continue;
    found[file] = [found[file], message ?? line].filter(Boolean).join('\n');
  }
  return found;
}
