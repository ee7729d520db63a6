/** Installs packages that only some tests and benchmarks use, by a lock file of their own. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const HOME = join(tmpdir(), 'zephr-farm');
const INSTALL_TIMEOUT_MS = 600_000;
const MAX_OUTPUT_BYTES = 64 * 1024 ** 2;

/**
 * Installs the packages of a folder's lock file, once for each content of that file. Installations of other contents go.
 *
 * @param name - Name of the installation.
 * @param folder - Folder with `package.json`, `package-lock.json` and `.npmrc`.
 * @returns The folder that holds their `node_modules`.
 */
export async function installTools(name: string, folder: URL): Promise<string> {
  const source = fileURLToPath(folder);
  const lock = await readFile(join(source, 'package-lock.json'));
  const key = `${name}-${createHash('sha256').update(lock).update(process.version).digest('hex').slice(0, 12)}`;
  const target = join(HOME, key);
  await mkdir(HOME, { recursive: true });
  const entries = await readdir(HOME);
  if (entries.includes(key)) return target;
  for (const entry of entries) {
    if (entry.startsWith(`${name}-`)) await rm(join(HOME, entry), { recursive: true, force: true });
  }
  const staging = await mkdtemp(join(HOME, `${name}-`));
  try {
    await install(source, staging);
    // Installed as a whole, or not there.
    await rename(staging, target);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  return target;
}

async function install(source: string, folder: string): Promise<void> {
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    await copyFile(join(source, file), join(folder, file));
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
}
