import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from './run-zephr.js';

const BUILT = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

/** The built command, in a folder where there is nothing else: no packages, no chunks. */
export interface InstalledCommand extends AsyncDisposable {
  readonly folder: string;
  /** Runs it as a program of its own in that folder; `input` is what its standard input holds. */
  run(args: readonly string[], input?: string): Promise<Run>;
}

/** Puts the built command into a new folder, beside files of these contents. */
export async function installCommand(files: Readonly<Record<string, unknown>> = {}): Promise<InstalledCommand> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-cli-'));
  await copyFile(BUILT, join(folder, 'cli.mjs'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
  return {
    folder,
    run: async (args, input = '') => {
      const child = spawn(process.execPath, ['cli.mjs', ...args], { cwd: folder });
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.stdin.end(input);
      const code = await new Promise<number>((done, fail) => {
        child.once('error', fail);
        child.once('close', (exitCode) => done(exitCode ?? -1));
      });
      return { code, out, err };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
