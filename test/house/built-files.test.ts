import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { builtFiles, chunks } from '../../scripts/chunks.mjs';
import { readOwnSources } from '../../scripts/private-names.mjs';
import { writeChunkNames } from '../../scripts/write-chunk-names.mjs';

const root = new URL('../../', import.meta.url);

test('each built file is made from a source of its own that exists', () => {
  const sources = builtFiles.map(({ source }) => source);

  assert.deepEqual(
    sources.filter((source) => !existsSync(new URL(source, root))),
    [],
  );
  assert.equal(new Set(sources).size, sources.length);
  assert.equal(new Set(builtFiles.map(({ file }) => file)).size, builtFiles.length);
});

test('each guest has a host among the chunks', () => {
  const files = chunks.map(({ file }) => file);
  const guests = chunks.flatMap(({ guest }) => guest ?? []);

  assert.deepEqual(
    guests.filter((host) => !files.includes(`chunks/${host}`)),
    [],
  );
});

test('our sources name chunks as `npm run generate` writes the names', async () => {
  const path = fileURLToPath(new URL('src/model/chunk-names.ts', root));

  assert.equal(readFileSync(path, 'utf8'), await writeChunkNames(await resolveConfig(path)));
});

test('messages name only built files that exist', () => {
  const names = new Set(builtFiles.map(({ file }) => file.replace('chunks/', '')));
  const named = readOwnSources(fileURLToPath(root)).flatMap(({ file, text }) =>
    [...text.matchAll(/['"`](?:chunks\/)?([\w-]+\.js)\b/g)].map(([, name]) => ({ file, name: name! })),
  );

  assert.ok(named.length > 0);
  assert.deepEqual(
    named.filter(({ name }) => !names.has(name)),
    [],
  );
});
