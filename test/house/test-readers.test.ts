/** Test readers are for editors: no file of a page has any of their code, but that of a preview, which shows the page as one. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readImports, readSources } from './read-imports.js';

const OURS = /^src\/(readers|paths)\/|^src\/schema\/readers-schema\.ts$|^src\/decision\/to-engine-input\.ts$/;
const OF_PREVIEWS = 'src/page/preview/as-reader.ts';
const DOORS_OF_PAGES = ['src/script.ts', 'src/script-module.ts', 'src/index.ts', 'components/index.ts'];

suite('test readers', () => {
  test('are in no file that a page loads', () => {
    const imports = new Map(readSources().map((source) => [source.file, readImports(source)]));
    const reached = new Set(DOORS_OF_PAGES);
    for (const file of reached) {
      if (file === OF_PREVIEWS) continue;
      for (const { target, typeOnly } of imports.get(file) ?? []) if (target && !typeOnly) reached.add(target);
    }

    assert.ok(reached.size > 200, `${reached.size} files`);
    assert.deepEqual(
      [...reached].filter((file) => OURS.test(file)),
      [],
    );
    assert.ok(reached.has(OF_PREVIEWS));
    assert.ok([...imports.keys()].some((file) => OURS.test(file)));
  });
});
