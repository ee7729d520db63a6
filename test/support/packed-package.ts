import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** The package as a registry would hold it, in a folder that goes with it. */
export interface PackedPackage extends AsyncDisposable {
  /** The tarball. */
  readonly tarball: string;
  /** The unpacked package: its `dist/` is what a publisher copies. */
  readonly folder: string;
}

/** Packs the built package by npm, and unpacks it. */
export async function packPackage(): Promise<PackedPackage> {
  const scratch = await mkdtemp(join(tmpdir(), 'zephr-pack-'));
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', scratch];
  const { stdout } = await run('npm', args, { cwd: root, maxBuffer: 16 * 1024 ** 2 });
  const packed = JSON.parse(stdout) as { filename: string }[] | Record<string, { filename: string }>;
  const tarball = join(scratch, Object.values(packed)[0]!.filename);
  await run('tar', ['-xzf', tarball, '-C', scratch]);
  return {
    tarball,
    folder: join(scratch, 'package'),
    [Symbol.asyncDispose]: () => rm(scratch, { recursive: true }),
  };
}
