/** Browsers of one reader that begin at once, in four processes. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startRedis, testWithRedis } from '../../../support/redis-server.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const PER_PROCESS = 15;
const HELD = 50;

/** Runs a process in which browsers begin to read, and gives the places of all of them. */
async function listPlaces(module: string, open: string, name: string): Promise<readonly number[]> {
  const address = JSON.stringify(new URL(`../../../../src/endpoint/${module}`, import.meta.url).href);
  const text = `import * as stores from ${address};
    const store = await stores.${open};
    const until = Date.now() + 600_000;
    const keep = (n) => store.keepSession('user::ada', 'session-of-${name}-' + String(n).padStart(4, '0'), until);
    const all = Array.from({ length: ${PER_PROCESS} }, (_, n) => n);
    const places = await Promise.all(all.map(keep));
    // Again: a session keeps its place.
    for (const n of all) if (places[n] && (await keep(n)).place !== places[n].place) throw new Error('moved');
    process.stdout.write(JSON.stringify(places.map((found) => found?.place ?? 0)));
    store.close();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0);
  return JSON.parse(out) as number[];
}

async function checkFour(module: string, open: string): Promise<void> {
  const places = (await Promise.all(['a', 'b', 'c', 'd'].map((name) => listPlaces(module, open, name)))).flat();
  const refused = places.filter((place) => place === 0).length;
  const held = places.filter((place) => place > 0).sort((a, b) => a - b);

  assert.equal(refused, 4 * PER_PROCESS - HELD);
  assert.deepEqual(
    held,
    Array.from({ length: HELD }, (_, n) => n + 1),
  );
}

suite('60 browsers of a reader that begin at once in four processes', () => {
  test('have 50 places, each for one of them, in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-sessions-'));
    try {
      await checkFour(
        'sqlite/open-sqlite-store.ts',
        `openSqliteStore(${JSON.stringify(join(folder, 'zephr.sqlite'))})`,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
  testWithRedis('have 50 places, each for one of them, in Redis', async () => {
    await using server = await startRedis();
    await checkFour('redis/open-redis-store.ts', `openRedisStore(${JSON.stringify(server.url)})`);
  });
});
