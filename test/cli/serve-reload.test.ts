/** `zephr serve` takes a changed config and changed keys while it runs. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { aSeal, SEAL_KEY } from '../support/a-seal.js';
import type { RunningCommand } from '../support/run-command.js';
import { jwt, post, TUTORIAL, useServedCommand } from '../support/served-command.js';
import { eventually } from '../support/eventually.js';

const { command, withServer } = useServedCommand();

/** A config whose feature shows or holds back its content, for everybody. */
function aConfigThat(does: 'show' | 'teaser'): object {
  const rules = { anonymous: does, registered: does, customer: does };
  return aConfig({ jwt, features: { articles: { rules }, videos: {} } });
}

/** A trial of one article. */
const METERED = aConfig({
  jwt,
  features: { articles: { rules: { customer: { type: 'trial', limit: 1, yes: 'show', no: 'teaser' } } }, videos: {} },
});

const pathOf = (name: string): string => join(command().folder, name);

/** Saves a file as programs do: another one in its place. */
async function save(name: string, content: unknown): Promise<void> {
  await writeFile(pathOf(`${name}.new`), typeof content === 'string' ? content : JSON.stringify(content));
  await rename(pathOf(`${name}.new`), pathOf(name));
}

async function decide(server: RunningCommand): Promise<string> {
  const { decisions } = (await post(server, '/zephr/decide', { token: TUTORIAL })) as {
    readonly decisions: Readonly<Record<string, { readonly outcomeId: string }>>;
  };
  return decisions['articles']!.outcomeId;
}

/** The entries of the log with one event. */
function entries(server: RunningCommand, event: string): readonly Record<string, unknown>[] {
  return server
    .written()
    .out.split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((entry) => entry['event'] === event);
}

suite('zephr serve, whose config changes', () => {
  test('decides by the new one as soon as it is saved', async () => {
    await save('live.json', aConfigThat('show'));
    await withServer(['live.json', '--no-store'], async (server) => {
      assert.equal(await decide(server), 'show');
      await save('live.json', aConfigThat('teaser'));
      await eventually(async () => (await decide(server)) === 'teaser');
      // Lines of one moment are written together.
      await eventually(() => entries(server, 'config-reloaded').length === 1);
    });
  });

  test('keeps the old one where the new one has a mistake, says once where it is, and takes the mended one', async () => {
    await save('mend.json', aConfigThat('show'));
    await withServer(['mend.json', '--no-store', '--quiet'], async (server) => {
      await save('mend.json', {
        ...aConfigThat('teaser'),
        features: { articles: { rules: { anonymous: 'none' } }, videos: {} },
      });
      await eventually(() => entries(server, 'config-refused').length > 0);
      assert.equal(await decide(server), 'show');
      const [{ time, help, message, ...rest } = {}, ...others] = entries(server, 'config-refused');
      assert.deepEqual([rest, others], [
        {
          level: 'error',
          event: 'config-refused',
          code: 'step-unknown',
          pointer: '/features/articles/rules/anonymous',
        },
        [],
      ]); // prettier-ignore
      assert.match(String(message), /^mend\.json:1:\d+: .*"none"/);
      assert.ok(time && help);

      await save('mend.json', aConfigThat('teaser'));
      await eventually(async () => (await decide(server)) === 'teaser');
      assert.equal(server.written().err, `Listening on ${server.origin}\n`);
    });
  });

  for (const [says, content, code] of [
    ['half a file', '{ "version": 1, "feat', 'config-not-json'],
    ['a config of nothing', '{}', 'field-missing'],
    ['a key that does not import', aConfig({ jwt: { ...jwt, publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' } }), 'key-invalid'],
  ] as const)
    test(`goes on with the old one after ${says}`, async () => {
      await save('broken-live.json', aConfigThat('show'));
      await withServer(['broken-live.json', '--no-store'], async (server) => {
        await save('broken-live.json', content);
        await eventually(() => entries(server, 'config-refused').length > 0);
        assert.equal(entries(server, 'config-refused')[0]!['code'], code);
        assert.equal(await decide(server), 'show');
      });
    }); // prettier-ignore

  test('goes on with the old one while the file is missing', async () => {
    await save('lost.json', aConfigThat('show'));
    await withServer(['lost.json', '--no-store'], async (server) => {
      await rm(pathOf('lost.json'));
      await eventually(() => entries(server, 'config-refused').length > 0);
      assert.equal(entries(server, 'config-refused')[0]!['code'], 'file-unusable');
      assert.equal(await decide(server), 'show');
    });
  });

  test('reads everything again at SIGHUP, also without a change', { skip: process.platform === 'win32' }, async () => {
    await save('hup.json', aConfigThat('show'));
    await withServer(['hup.json', '--no-store'], async (server) => {
      for (const count of [1, 2]) {
        server.kill('SIGHUP');
        await eventually(() => entries(server, 'config-reloaded').length === count);
      }
      assert.equal(await decide(server), 'show');
    });
  });

  test('answers a request that is open by the config that it came to, and the next one by the new one', async () => {
    await save('open.json', aConfigThat('show'));
    await withServer(['open.json', '--no-store'], async (server) => {
      const body = JSON.stringify({ token: TUTORIAL });
      const socket = connect(server.port, '127.0.0.1');
      let answer = '';
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
      const head = `POST /zephr/decide HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
      socket.write(head + body.slice(0, 10));
      // The server has the beginning when it answers a request that was sent later.
      await fetch(`${server.origin}/zephr/health`);
      await save('open.json', aConfigThat('teaser'));
      await eventually(async () => (await decide(server)) === 'teaser');
      socket.write(body.slice(10));
      await once(socket, 'close');

      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[^]*"outcomeId":"show"/);
    });
  });

  test('keeps what it has counted, in memory and in the file that the new config is the first to need', async () => {
    await save('metered.json', METERED);
    const spend = async (server: RunningCommand, url: string): Promise<string> => {
      const { decisions } = (await post(server, '/zephr/decide', {
        token: TUTORIAL,
        url,
        features: ['articles'],
        spend: true,
      })) as {
        readonly decisions: Readonly<Record<string, { readonly outcomeId: string }>>;
      };
      return decisions['articles']!.outcomeId;
    };
    await withServer(['metered.json', '--no-store'], async (server) => {
      assert.equal(await spend(server, 'https://news.example/one'), 'show');
      server.kill('SIGHUP');
      await eventually(() => entries(server, 'config-reloaded').length === 1);
      assert.equal(await spend(server, 'https://news.example/two'), 'teaser');
    });

    await save('grows.json', aConfigThat('show'));
    await withServer(['grows.json'], async (server) => {
      assert.equal('store' in ((await (await fetch(`${server.origin}/zephr/health`)).json()) as object), false);
      await save('grows.json', METERED);
      await eventually(() => entries(server, 'config-reloaded').length === 1);
      const { store } = (await (await fetch(`${server.origin}/zephr/health`)).json()) as { readonly store?: string };
      assert.equal(store, 'ok');
      assert.equal(await spend(server, 'https://news.example/one'), 'show');
    });
  });

  test('verifies by the new key at once, and no more by the old one', async () => {
    const pairs = await Promise.all([1, 2].map(async () => (await command().run(['keys'])).out));
    const [first, second] = pairs.map((out) => /-----BEGIN PUBLIC KEY-----[^]*-----END PUBLIC KEY-----/.exec(out)![0]);
    await save('first.pem', pairs[0]!.slice(pairs[0]!.indexOf('-----BEGIN PRIVATE')));
    const { out } = await command().run(['token', '--key', 'first.pem', '--claims', '{"sub":"1"}', '--expires', '1h']);
    const isValid = async (server: RunningCommand): Promise<boolean> =>
      ((await post(server, '/zephr/verify', { token: out.trim() })) as { readonly ok: boolean }).ok;
    await save('keyed.json', aConfig({ jwt: { ...jwt, publicKey: first! } }));
    await withServer(
      ['keyed.json', '--no-store'],
      async (server) => {
        assert.equal(await isValid(server), true);
        await save('keyed.json', aConfig({ jwt: { ...jwt, publicKey: second! } }));
        await eventually(() => entries(server, 'config-reloaded').length === 1);
        assert.equal(await isValid(server), false);
      },
      {},
    );
  });

  test('takes a new sealing key from its file, and refuses a broken one without quoting it', async () => {
    await save('keys.txt', `2:${'B'.repeat(42)}A\n`);
    const [header, key] = (await aSeal('<p>Text</p>')).split('.');
    const open = async (server: RunningCommand): Promise<unknown> => {
      const body = { token: TUTORIAL, seals: [`${header}.${key}`] };
      return ((await post(server, '/zephr/keys', body)) as { readonly seals: readonly { readonly k?: string }[] })
        .seals[0]!.k;
    };
    await withServer(['zephr.json', '--no-store', '--seal-keys', 'keys.txt'], async (server) => {
      assert.equal(await open(server), undefined);
      await save('keys.txt', `2:${'B'.repeat(42)}A\n1:${SEAL_KEY.key}\n`);
      await eventually(async () => (await open(server)) !== undefined);
      await save('keys.txt', `1:${SEAL_KEY.key.slice(1)}`);
      await eventually(() => entries(server, 'config-refused').length > 0);
      assert.notEqual(await open(server), undefined);
      assert.ok(!server.written().out.includes(SEAL_KEY.key.slice(1)));
    });
  });
});
