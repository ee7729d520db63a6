import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installCommand } from './run-command.js';
import type { Route } from './serve.js';

/** The output of `zephr bundle` for a config. */
export interface ABundle {
  readonly text: string;
  /** The printed report. */
  readonly out: string;
  /** Serves it as `/site.js`, beside the chunks of the package. */
  readonly routes: Readonly<Record<string, Route>>;
  /** The lines for a page, as they were printed. */
  readonly tags: string;
}

/** Runs the built command `zephr bundle`. Throws what it says where it refuses. */
export async function aBundle(
  config: unknown,
  args: readonly string[] = [],
  files: Readonly<Record<string, unknown>> = {},
): Promise<ABundle> {
  await using command = await installCommand({ 'zephr.json': config, ...files }, { pages: true });
  const { code, out, err } = await command.run(['bundle', 'zephr.json', '-o', 'site.js', ...args]);
  if (code !== 0) throw new Error(out + err);
  const text = await readFile(join(command.folder, 'site.js'), 'utf8');
  const serve: Route = (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(text);
  return { text, out, routes: { '/site.js': serve }, tags: out.slice(out.indexOf('\n<') + 1) };
}
