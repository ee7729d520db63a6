/** A small site of React or Vue with the doors for frameworks, rendered by a server and in a browser. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** Where the packages of a framework are. */
export interface FrameworkPackages {
  /** Their names. */
  readonly names: readonly string[];
  /** The `node_modules` that they are in. */
  readonly folder: string;
}

/** The `node_modules` of the project itself. */
export const OWN_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Bundles a module as a site would, with the development build of its framework, which warns. */
async function bundle(contents: string, { names, folder }: FrameworkPackages, isForServer: boolean): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here, loader: 'js' },
    bundle: true,
    write: false,
    format: isForServer ? 'cjs' : 'iife',
    platform: isForServer ? 'node' : 'browser',
    alias: Object.fromEntries(names.map((name) => [name, join(folder, name)])),
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** Bundles a module for a browser. */
export const bundleForPage = (contents: string, packages: FrameworkPackages): Promise<string> =>
  bundle(contents, packages, false);

/** Runs a module on a server, where there is no window; gives what it prints. */
export async function runOnServer(contents: string, packages: FrameworkPackages): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-app-'));
  try {
    const file = join(folder, 'server.cjs');
    await writeFile(file, await bundle(contents, packages, true));
    const { stdout, stderr } = await run(process.execPath, [file]);
    if (stderr) throw new Error(stderr);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
