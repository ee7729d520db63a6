/** `zephr serve --settings`: what no page reads. */
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { RunningCommand } from '../support/run-command.js';
import { SECRET, useServedCommand } from '../support/served-command.js';
import { eventually } from '../support/eventually.js';

const { command, withServer } = useServedCommand();

/** Saves a file as programs do: another one in its place. */
async function save(name: string, content: unknown): Promise<void> {
  const path = join(command().folder, name);
  await writeFile(`${path}.new`, typeof content === 'string' ? content : JSON.stringify(content));
  await rename(`${path}.new`, path);
}

async function facts(server: RunningCommand, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(`${server.origin}/zephr/facts`, { headers });
  return ((await response.json()) as Record<string, unknown>)['on-premises'];
}

const HERE = { premises: { house: { ranges: ['127.0.0.0/8'] } } };
const ELSEWHERE = { premises: { house: { ranges: ['192.0.2.0/24'] } } };

suite('zephr serve with settings', () => {
  test('knows readers on the premises, and takes changed ranges', async () => {
    await save('settings.json', HERE);
    await withServer(['zephr.json', '--no-store', '--settings', 'settings.json'], async (server) => {
      assert.deepEqual(await facts(server), ['house']);
      await save('settings.json', ELSEWHERE);
      await eventually(async () => JSON.stringify(await facts(server)) === '[]');
      await save('settings.json', { premises: { house: { ranges: ['192.0.2.0/33'] } } });
      await eventually(() => server.written().out.includes('"range-invalid"'));
      assert.deepEqual(await facts(server), []);
    });
  });
  test('gives nobody access who writes the header of a proxy', async () => {
    await save('elsewhere.json', ELSEWHERE);
    const forged = { 'x-forwarded-for': '192.0.2.7' };
    await withServer(['zephr.json', '--no-store', '--settings', 'elsewhere.json'], async (server) =>
      assert.equal(await facts(server, forged), undefined),
    );
    const trusting = ['--trust-proxy', '1'];
    await withServer(['zephr.json', '--no-store', '--settings', 'elsewhere.json', ...trusting], async (server) =>
      assert.deepEqual(await facts(server, forged), ['house']),
    );
  });

  for (const [says, settings, err] of [
    [
      'a text that is not a range',
      { premises: { house: { ranges: ['192.0.2'] } } },
      /^error: bad\.json has a mistake: range-invalid\n {2}\/premises\/house\/ranges\/0: "192\.0\.2" must be/,
    ],
    [
      'a range of every address',
      { premises: { house: { ranges: ['::/0'] } } },
      /range-invalid\n.*contains every address/,
    ],
    ['an unknown member', { premise: {} }, /^error: bad\.json has an unknown member "premise"/],
    ['a text that is not JSON', '{"referrers":{"a":{"secret":"quoted?"', /^(?![^]*quoted)error: bad\.json is not JSON/],
  ] as const)
    // prettier-ignore
    test(`does not start with ${says}, and says so in a sentence`, async () => {
      await save('bad.json', settings);
      const run = await command().run(['serve', 'zephr.json', '--no-store', '--settings', 'bad.json'], '', SECRET);

      assert.deepEqual([run.code, run.err.match(/\n {4}at |node:/)], [2, null]);
      assert.match(run.err, err);
    });
});
