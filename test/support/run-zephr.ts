import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/commands/run-program.js';

/** What a command line came to. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs the command `zephr` inside this process.
 *
 * @param args - `FILE` stands for a file with the config, `FOLDER` for the empty folder that it is in.
 * @param config - An object, or the text of the file.
 */
export async function runZephr(args: readonly string[], config: unknown = {}): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-command-'));
  const file = join(folder, 'zephr.json');
  try {
    await writeFile(file, typeof config === 'string' ? config : JSON.stringify(config));
    let [out, err] = ['', ''];
    const code = await runProgram(
      args.map((arg) => arg.replace('FILE', file).replace('FOLDER', folder)),
      { write: (text) => (out += text), writeError: (text) => (err += text) },
    );
    return { code, out: out.replaceAll(folder, 'FOLDER'), err: err.replaceAll(folder, 'FOLDER') };
  } finally {
    await rm(folder, { recursive: true });
  }
}
