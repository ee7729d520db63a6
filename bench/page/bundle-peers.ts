import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';

/** Compiles components as Svelte's own tools do, styles included in the script. */
const svelte: Plugin = {
  name: 'svelte',
  setup: (builder) => {
    builder.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { js } = compile(source, { filename: path, generate: 'client', css: 'injected', dev: false });
      // The compiler leaves the question marks of optional parameters.
      return { contents: js.code, loader: 'ts' };
    });
  },
};

/**
 * Bundles peers as a site does: each is one minified script.
 *
 * @returns The scripts by name: those of the files in peers/.
 */
export async function bundlePeers(): Promise<Readonly<Record<'two-calls' | 'growthbook' | 'paywall', string>>> {
  const bundleOne = async (file: string): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(`peers/${file}`, import.meta.url))],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      platform: 'browser',
      mainFields: ['svelte', 'module', 'browser', 'main'],
      conditions: ['svelte', 'production', 'browser'],
      define: { 'process.env.NODE_ENV': '"production"', __SDK_VERSION__: '"bench"' },
      plugins: [svelte],
      logLevel: 'error',
    });
    return outputFiles[0]!.text;
  };
  const [twoCalls, growthbook, paywall] = await Promise.all(
    ['two-calls.ts', 'growthbook.ts', 'paywall.js'].map(bundleOne),
  );
  return { 'two-calls': twoCalls!, growthbook: growthbook!, paywall: paywall! };
}
