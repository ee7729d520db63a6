import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = 'dist/zephr.js';
const SOURCES = [
  'src',
  'components',
  'package.json',
  'package-lock.json',
  'rollup.config.mjs',
  'scripts',
  'tsconfig.json',
];

/**
 * When a file, or the newest file inside a folder, was last written.
 *
 * @param {string} path
 * @returns {Promise<number>} Milliseconds since 1970; 0 for what does not exist.
 */
async function newestChange(path) {
  const entry = await stat(path).catch(() => null);
  if (!entry) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = await readdir(path);
  return Math.max(0, ...(await Promise.all(names.map((name) => newestChange(join(path, name))))));
}

/**
 * Runs `npm run build` when `dist/` is missing or older than what it is built from.
 *
 * @throws {Error} When the build fails.
 */
export async function buildIfStale() {
  const built = await newestChange(join(ROOT, BUILT));
  const changed = Math.max(...(await Promise.all(SOURCES.map((path) => newestChange(join(ROOT, path))))));
  if (built > changed) return;

  console.log(built === 0 ? 'Building dist/ for the first time …' : 'The sources are newer than dist/. Building …');
  await new Promise((resolve, reject) => {
    // On Windows npm is a script, which only a shell can run.
    const build = spawn('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
    build.once('error', reject);
    build.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error('"npm run build" failed. Has "npm ci" been run?'));
    });
  });
}
