import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const OPTIONS = {
  ...{ strict: true, noEmit: true, jsx: 'react-jsx', module: 'esnext', moduleResolution: 'bundler' },
  ...{ target: 'es2022', lib: ['es2022', 'dom'], types: [], exactOptionalPropertyTypes: true },
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-jsx-'));
  await mkdir(join(folder, 'node_modules/@types'), { recursive: true });
  const packed = join(folder, 'node_modules/zephr-onpage');
  for (const name of ['package.json', 'types', 'dist'])
    await cp(join(root, name), join(packed, name), { recursive: true });
  for (const name of ['@types/react', 'csstype'])
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files: ['page.tsx'] }));
});
after(() => rm(folder, { recursive: true }));

/** The mistakes that the compiler finds in a page in React. */
async function check(markup: string, types = "import type {} from 'zephr-onpage/jsx';"): Promise<string> {
  await writeFile(join(folder, 'page.tsx'), `${types}\nexport const page = ${markup};\n`);
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [compiler, '-p', folder]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

suite('the types for JSX', () => {
  test('know the element and its attributes', async () => {
    const markup = `<zephr-feature feature="articles" item="/story" class="paywall" id="a" defer-hydration="" keep-nodes>
      <p slot="register">wall</p>
    </zephr-feature>`;

    assert.equal(await check(markup), '');
  });

  test('refuse an element without a feature, and unknown attributes', async () => {
    assert.match(await check('<zephr-feature />'), /Property 'feature' is missing/);
    assert.match(await check('<zephr-feature feature="a" itme="b" />'), /'itme' does not exist/);
  });

  test('are needed: React does not know the element by itself', async () => {
    assert.match(await check('<zephr-feature feature="a" />', ''), /'zephr-feature' does not exist/);
  });
});
