import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const PROGRAMS = ['decide-in-slices', 'open-once', 'weigh-heap'];
const root = resolve(folder, '../..');

/** This SDK is measured as it is shipped. */
const builtEngine: Plugin = {
  name: 'built-engine',
  setup: (builder) => {
    builder.onResolve({ filter: /\/src\/engine\.js$/ }, () => ({ path: resolve(root, 'dist/engine.mjs') }));
  },
};

/**
 * Bundles contestants as a site does: each is one small file, without what it does not use and without a file system's
 * share in its start. The programs that measure are compiled beside them.
 *
 * @param ids - Names of modules in contestants/.
 * @param target - A folder that exists.
 */
export async function bundleContestants(ids: readonly string[], target: string): Promise<void> {
  const common = {
    bundle: true,
    format: 'esm',
    target: 'es2022',
    outdir: target,
    outExtension: { '.js': '.mjs' },
    // __VERSION__ is for the sources of this SDK where they are not built.
    define: { __VERSION__: '"bench"', 'process.env.NODE_ENV': '"production"' },
    external: ['node:*'] as string[],
    logLevel: 'warning',
  } as const;
  const entry = (id: string): string => resolve(folder, 'contestants', `${id}.ts`);
  const inPage = ids.filter((id) => id !== 'openfeature');
  const settings = { ...common, minify: true, plugins: [builtEngine] };
  await Promise.all([
    build({
      ...settings,
      entryPoints: inPage.map(entry),
      platform: 'browser',
      mainFields: ['module', 'browser', 'main'],
    }),
    // It is made for servers.
    build({ ...settings, entryPoints: ids.filter((id) => id === 'openfeature').map(entry), platform: 'node' }),
    build({
      ...common,
      entryPoints: PROGRAMS.map((name) => resolve(folder, 'programs', `${name}.ts`)),
      platform: 'node',
    }),
  ]);
}
