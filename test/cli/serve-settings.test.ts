/** `zephr serve --settings`: what no page reads. */
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { aContentApi, sends } from '../support/a-content-api.js';
import type { RunningCommand } from '../support/run-command.js';
import { jwt, post, SECRET, useServedCommand } from '../support/served-command.js';
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

  test('reads articles from the content API, and takes other fields', async () => {
    await using api = await aContentApi(sends({ section: 'sport', premium: true }));
    const settings = (fields: readonly string[]): object => ({
      content: { url: api.url, headers: { authorization: 'Bearer key-of-the-api' }, fields },
    });
    const asking = { type: 'content', name: 'section', condition: 'equals', value: 'sport', yes: 'show', no: 'teaser' };
    await save('content.json', aConfig({ jwt, features: { articles: { rules: { anonymous: asking } }, videos: {} } }));
    await save('settings.json', settings(['section']));
    await withServer(['content.json', '--no-store', '--settings', 'settings.json'], async (server) => {
      const article = async (): Promise<unknown> => {
        const response = await fetch(`${server.origin}/zephr/facts?page=/story`);
        return ((await response.json()) as Record<string, unknown>)['content'];
      };
      const { decisions } = (await post(server, '/zephr/decide', { path: '/story' })) as {
        decisions: Record<string, { outcomeId: string }>;
      };
      assert.deepEqual([await article(), decisions['articles']!.outcomeId], [{ section: 'sport' }, 'show']);
      await save('settings.json', settings(['premium']));
      await eventually(async () => JSON.stringify(await article()) === '{"premium":true}');
      assert.equal(api.asked[0]!.headers.authorization, 'Bearer key-of-the-api');
      assert.ok(!server.written().out.includes('key-of-the-api'));
    });
  });

  for (const [says, settings, err] of [
    [
      'a content API over http',
      { content: { url: 'http://cms.example/{{path}}?key=quoted', fields: ['section'] } },
      /^(?![^]*quoted)error: bad\.json has a mistake: option-invalid\n {2}\/content\/url: must be https/,
    ],
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
