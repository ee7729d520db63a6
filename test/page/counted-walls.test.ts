/** From a page to the report: the walls that readers met, counted by the endpoint and printed by `zephr report`. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { runProgram } from '../../src/commands/run-program.js';
import { aPage, exampleConfig, GOLD, place, useBrowser } from '../support/bare-page.js';
import { eventually } from '../support/eventually.js';
import { mountEndpoint } from '../support/mount-endpoint.js';
import { file, folder, openStore, useStoreFolder } from '../support/sqlite-store.js';

const { visit } = useBrowser();
useStoreFolder();

const CONFIG = exampleConfig({ analytics: { endpoint: '/zephr/events', exits: true } });

/** Prints the report of today. */
async function report(): Promise<{
  readonly decisions: number;
  readonly outcomes: Readonly<Record<string, unknown>>[];
}> {
  const config = join(folder, 'zephr.json');
  await writeFile(config, JSON.stringify(CONFIG));
  let out = '';
  const code = await runProgram(['report', config, '-f', 'articles', '--store', file, '--json'], {
    write: (text) => (out += text),
    writeError: (text) => assert.fail(text),
  });
  assert.equal(code, 0);
  return (JSON.parse(out) as { features: Awaited<ReturnType<typeof report>>[] }).features[0]!;
}

suite('the walls that readers meet', () => {
  test('are in the report, each decision once, and without an id of a reader', async () => {
    const store = await openStore();
    const endpoint = mountEndpoint({ config: CONFIG, store });
    const events = (): unknown[] =>
      endpoint.asked
        .filter(({ route }) => route === 'events')
        .flatMap(({ body }) => (body?.['events'] as unknown[] | undefined) ?? []);
    for (const token of ['', '', GOLD]) {
      await using reader = await visit({
        ...{ config: CONFIG, token, routes: endpoint.routes, html: aPage(place('articles')) },
      });
      const before = events().length;
      await reader.page.goto(`${reader.server.origin}/elsewhere`);
      await eventually(() => events().length > before);
    }
    await eventually(async () => (await report()).decisions === 3);

    const { outcomes } = await report();
    assert.deepEqual(
      outcomes.map(({ title, decisions, walls }) => [title, decisions, walls]),
      [
        ['hide register', 2, 2],
        ['show', 1, 0],
      ],
    );
    assert.doesNotMatch(JSON.stringify(events()), /1234567890/);
  });
});
