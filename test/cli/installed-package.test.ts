import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packPackage } from '../support/packed-package.js';

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));

const run = promisify(execFile);

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zephr-installed-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await using packed = await packPackage();
  // Offline, as nothing but the package itself may be needed.
  const args = ['install', packed.tarball, '--offline', '--no-audit', '--no-fund', '--loglevel', 'error'];
  await run('npm', args, { cwd: folder });
});
after(() => rm(folder, { recursive: true }));

/** Runs code in Node, as a server does that renders a site; gives what it prints. */
async function onServer(code: string, place = folder): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: place });
  return stdout.trim();
}

suite('the installed package', () => {
  test('is one package: neither those of stores nor Lit come with it', async () => {
    const names = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));

    assert.deepEqual(names, ['zephr-onpage']);
  });

  test('is found by resolvers that know `main` or `module` only', async () => {
    const text = await readFile(join(folder, 'node_modules/zephr-onpage/package.json'), 'utf8');
    const { main, module, exports } = JSON.parse(text) as {
      main: string;
      module: string;
      exports: Record<string, { default: string }>;
    };

    assert.deepEqual([main, module], [exports['.']!.default, exports['.']!.default]);
  });

  for (const door of [
    '',
    '/script',
    '/engine',
    '/endpoint',
    '/sqlite',
    '/redis',
    '/postgres',
    '/node',
    '/seal',
    '/durable-object',
  ]) {
    test(`loads on a server without a window: zephr-onpage${door}`, async () => {
      assert.equal(await onServer(`await import('zephr-onpage${door}'); console.log(typeof window)`), 'undefined');
    });
  }

  test('does not start on a server, and says so', async () => {
    const code = `import { startZephr } from 'zephr-onpage';
      console.log(await startZephr('/zephr.json').catch(({ message }) => message))`;

    assert.match(await onServer(code), /^startZephr needs a browser: there is no window\./);
  });

  test('shares Lit with the site where it bundles the elements, and loads on its server', async () => {
    const site = await mkdtemp(join(tmpdir(), 'zephr-site-'));
    try {
      await mkdir(join(site, 'node_modules'));
      await symlink(join(folder, 'node_modules/zephr-onpage'), join(site, 'node_modules/zephr-onpage'));
      for (const name of ['lit', 'lit-html', 'lit-element', '@lit', '@lit-labs'])
        await symlink(join(PACKAGES, name), join(site, 'node_modules', name));
      const code = `const { LitElement } = await import('lit');
        const { ZephrPaywallElement } = await import('zephr-onpage/components');
        console.log(ZephrPaywallElement.prototype instanceof LitElement)`;
      const { stdout } = await run(process.execPath, ['--preserve-symlinks', '--input-type=module', '--eval', code], {
        cwd: site,
      });

      assert.equal(stdout.trim(), 'true');
    } finally {
      await rm(site, { recursive: true });
    }
  });

  test('has the console, which opens with no network', async () => {
    await writeFile(join(folder, 'zephr.json'), '{ "version": 1, "features": {} }');
    // Nothing connects to anywhere but loopback.
    const guard = `import net from 'node:net'; const { connect } = net.Socket.prototype;
      net.Socket.prototype.connect = function (...args) { const [{ host } = {}] = args.flat();
      if (host !== '127.0.0.1') process.exit(7); return connect.apply(this, args); };`;
    const child = spawn(
      join(folder, 'node_modules/.bin/zephr'),
      ['console', 'zephr.json', '--no-open', '--port', '0'],
      {
        cwd: folder,
        env: {
          ...process.env,
          NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(guard)}`,
          XDG_STATE_HOME: folder,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    try {
      const [line] = (await once(child.stderr, 'data')) as [Buffer];
      const { origin, hash } = new URL(/http:\S+/.exec(String(line))![0]);
      const page = await (await fetch(origin)).text();
      const names = [...page.matchAll(/(?:src|href)="\/?([\w.-]+)"/g)].map(([, name]) => name!);
      assert.ok(names.includes('app.mjs'));
      for (const name of [...names, 'judge.mjs', 'layout.mjs', 'editor.mjs', 'icons.svg'])
        assert.equal((await fetch(`${origin}/${name}`)).status, 200, name);
      const headers = { authorization: `Bearer ${hash.replace('#token=', '')}` };
      const { file } = (await (await fetch(`${origin}/api/state`, { headers })).json()) as { file: { text: string } };
      assert.match(file.text, /"version": 1/);
      assert.equal(child.exitCode, null);
    } finally {
      child.kill();
    }
  });

  test('has the command', async () => {
    const { stdout } = await run(join(folder, 'node_modules/.bin/zephr'), ['--version'], { cwd: folder });

    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
