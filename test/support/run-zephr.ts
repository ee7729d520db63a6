import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/commands/run-program.js';

/** The result of a command line. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Environment and files of a command beside the config. */
export interface Surroundings {
  /** Variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files beside the config, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Looks at the folder before it is gone. */
  readonly look?: (folder: string) => Promise<void>;
}

/**
 * Runs the command `zephr` inside this process.
 *
 * @param args - `FILE` stands for a file with the config, `FOLDER` for the empty folder that it is in.
 * @param config - An object, or the text of the file.
 */
export async function runZephr(
  args: readonly string[],
  config: unknown = {},
  { env = {}, files = {}, look }: Surroundings = {},
): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-command-'));
  const file = join(folder, 'zephr.json');
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  try {
    Object.assign(process.env, env);
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    await writeFile(file, typeof config === 'string' ? config : JSON.stringify(config));
    let [out, err] = ['', ''];
    const code = await runProgram(
      args.map((arg) => arg.replace('FILE', file).replace('FOLDER', folder)),
      { write: (text) => (out += text), writeError: (text) => (err += text) },
    );
    await look?.(folder);
    return { code, out: out.replaceAll(folder, 'FOLDER'), err: err.replaceAll(folder, 'FOLDER') };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await rm(folder, { recursive: true });
  }
}
