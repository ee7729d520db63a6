/** `zephr serve`: what it answers, and how it stops. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { aSeal, SEAL_KEY } from '../support/a-seal.js';
import { installCommand, type RunningCommand } from '../support/run-command.js';
import { PORT, SECRET, TUTORIAL, post, useServedCommand, jwt } from '../support/served-command.js';

const { command, withServer } = useServedCommand();

/** Opens a connection that sends given text and collects the answer. */
function dial({ port }: RunningCommand): { readonly socket: Socket; readonly answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  socket.on('error', () => {});
  return { socket, answer: once(socket, 'close').then(() => text) };
}

const BODY = JSON.stringify({ token: TUTORIAL });

const HEAD = `POST /zephr/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`;

/** Sends half a request, and waits until the server has it. */
async function begin(server: RunningCommand): Promise<ReturnType<typeof dial>> {
  const dialled = dial(server);
  await once(dialled.socket, 'connect');
  dialled.socket.write(`${HEAD}${BODY.slice(0, 20)}`);
  await fetch(`${server.origin}/zephr/health`);
  return dialled;
}

suite('zephr serve', () => {
  test('verifies the token of the tutorial, and says where it listens before anything else', async () => {
    await withServer(['zephr.json'], async (server) => {
      assert.deepEqual(await post(server, '/zephr/verify', { token: TUTORIAL }), {
        ok: true,
        claims: { sub: '1234567890', prod: 'gold' },
        user: null,
      });
      assert.equal(server.written().err, `Listening on ${server.origin}\n`);
    });
  });

  test('logs lines of JSON that hold no token, warns of a weak secret first', async () => {
    await withServer(['zephr.json'], async (server) => {
      await post(server, '/zephr/verify', { token: TUTORIAL });
      await post(server, '/zephr/verify', { token: 'x.y.z' });
      server.kill('SIGTERM');
      assert.deepEqual(await server.ended, { code: 0, signal: null });
      const { out } = server.written();
      const entries = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);

      assert.deepEqual(
        entries.map(({ level, event, route, status }) => [level, event, route, status].join(' ').trim()),
        ['warn secret-weak', 'info request /zephr/verify 200', 'info request /zephr/verify 200'],
      );
      assert.doesNotMatch(out, /eyJ|1234567890|gold|x\.y\.z/);
    });
  });

  test('logs no requests with the option for it', async () => {
    await withServer(['zephr.json', '--quiet'], async (server) => {
      await post(server, '/zephr/verify', { token: TUTORIAL });
      server.kill('SIGINT');
      assert.deepEqual(await server.ended, { code: 0, signal: null });

      assert.match(server.written().out, /^\{.*"secret-weak".*\}\n$/);
    });
  });

  test('makes no store where the config asks for none', async () => {
    await withServer(['zephr.json'], async () => {
      assert.ok(!(await readdir(command().folder)).includes('zephr.sqlite'));
    });
  });

  test('answers pages of the origins that are allowed', async () => {
    await withServer(
      ['zephr.json', '--origin', 'https://a.example', '--origin', 'https://b.example'],
      async (server) => {
        for (const [origin, allowed] of [
          ['https://b.example', 'https://b.example'],
          ['https://c.example', null],
        ] as const) {
          const { headers } = await fetch(`${server.origin}/zephr/health`, { headers: { origin } });
          assert.equal(headers.get('access-control-allow-origin'), allowed);
        }
      },
    );
  });

  test('counts requests a client, whom the proxy names', async () => {
    await withServer(['zephr.json', '--rate-limit', '2', '--client-header', 'cf-connecting-ip'], async (server) => {
      const ask = async (client: string): Promise<number> => {
        const headers = { 'cf-connecting-ip': client, 'x-forwarded-for': String(Math.random()) };
        return (await fetch(`${server.origin}/zephr/facts`, { headers })).status;
      };

      assert.deepEqual([await ask('one'), await ask('one'), await ask('one'), await ask('two')], [200, 200, 429, 200]);
    });
  });

  test('takes public keys in production, and a key pair that the command made', async () => {
    const { out } = await command().run(['keys']);
    const publicKey = /-----BEGIN PUBLIC KEY-----[^]*-----END PUBLIC KEY-----/.exec(out)![0];
    const other = await installCommand(
      {
        'zephr.json': aConfig({ jwt: { ...jwt, publicKey } }),
        'private.pem': out.slice(out.indexOf('-----BEGIN PRIVATE')),
      },
      { packages: true },
    );
    const server = await other.start(['serve', 'zephr.json', ...PORT], { NODE_ENV: 'production' });
    try {
      const { out: token } = await other.run([
        'token',
        '--key',
        'private.pem',
        '--claims',
        '{"sub":"1"}',
        '--expires',
        '1h',
      ]);
      const answer = (await post(server, '/zephr/verify', { token: token.trim() })) as { ok: boolean };

      assert.equal(answer.ok, true);
    } finally {
      await server[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
    }
  });
});

suite('zephr serve, asked to stop', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`by ${signal} answers open requests, takes no new ones, and ends well`, async () => {
      await withServer(['zephr.json'], async (server) => {
        const { socket, answer } = await begin(server);
        server.kill(signal);
        // New connections are refused once the signal has come.
        let isRefused = false;
        for (let n = 0; n < 200 && !isRefused; n++)
          isRefused = await fetch(`${server.origin}/zephr/health`).then(
            () => false,
            () => true,
          );
        assert.ok(isRefused);
        socket.write(BODY.slice(20));

        assert.match(await answer, /^HTTP\/1\.1 200 OK\r\n[^]*"ok":true,"claims":\{"sub":"1234567890"/);
        assert.deepEqual(await server.ended, { code: 0, signal: null });
      });
    });
  }

  test('does not wait for connections that nothing comes over', async () => {
    await withServer(['zephr.json'], async (server) => {
      const { socket, answer } = dial(server);
      socket.write('GET /zephr/health HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(socket, 'data');
      const begun = Date.now();
      server.kill('SIGTERM');

      assert.deepEqual(await server.ended, { code: 0, signal: null });
      assert.ok(Date.now() - begun < 3000);
      assert.match(await answer, /^HTTP\/1\.1 200/);
    });
  });

  test('waits five seconds for a request that does not end, and no longer', async () => {
    await withServer(['zephr.json'], async (server) => {
      await begin(server);
      const begun = Date.now();
      server.kill('SIGTERM');

      assert.deepEqual(await server.ended, { code: 0, signal: null });
      assert.ok(Date.now() - begun > 4000 && Date.now() - begun < 15_000, String(Date.now() - begun));
    });
  });

  test('twice ends at once', async () => {
    await withServer(['zephr.json'], async (server) => {
      await begin(server);
      const begun = Date.now();
      server.kill('SIGTERM');
      while (
        await fetch(`${server.origin}/zephr/health`).then(
          () => true,
          () => false,
        )
      );
      server.kill('SIGINT');

      assert.deepEqual(await server.ended, { code: null, signal: 'SIGINT' });
      assert.ok(Date.now() - begun < 4000);
    });
  });
});

suite('zephr serve, asked for nonsense', () => {
  const MANY = Array.from({ length: 10_000 }, (_, n) => `c${n}=x`).join('; ');
  for (const [says, bytes, answer] of [
    ['bytes that are not HTTP', 'HELLO\r\n\r\n', /^HTTP\/1\.1 400 [^]*\{"error":\{"code":"request-invalid"/],
    [
      'headers without an end',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}`,
      /^HTTP\/1\.1 431 [^]*"headers-too-large"/,
    ],
    [
      'ten thousand cookies',
      `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${MANY}\r\n\r\n`,
      /^HTTP\/1\.1 431 [^]*"headers-too-large"/,
    ],
    [
      'an invalid host',
      'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 400 [^]*\{"error":\{"code":"request-invalid"/,
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'two lengths',
      'POST /zephr/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a length and pieces',
      'POST /zephr/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
  ] as const) {
    test(`such as ${says}, refuses, and answers the next one`, async () => {
      await withServer(['zephr.json'], async (server) => {
        const { socket, answer: answered } = dial(server);
        socket.write(bytes);

        assert.match(await answered, answer);
        assert.equal((await fetch(`${server.origin}/zephr/health`)).status, 200);
        assert.equal(server.written().err, `Listening on ${server.origin}\n`);
      });
    });
  }

  test('such as a megabyte, refuses without an end of its own', async () => {
    await withServer(['zephr.json'], async (server) => {
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(`${server.origin}/zephr/verify`, {
        method: 'POST',
        headers,
        body: 'x'.repeat(1e6),
      });

      assert.equal(status, 413);
      assert.equal((await fetch(`${server.origin}/zephr/health`)).status, 200);
    });
  });
});

suite('zephr serve with sealing keys', () => {
  for (const [says, args, env] of [
    ['in the environment', [], { ZEPHR_SEAL_KEYS: `2:${'B'.repeat(42)}A,1:${SEAL_KEY.key}` }],
    ['in a file', ['--seal-keys', 'seal-keys.txt'], { ZEPHR_SEAL_KEYS: 'not these' }],
  ] as const)
    test(`${says} gives the keys of seals, and writes none of them down`, async () => {
      await writeFile(join(command().folder, 'seal-keys.txt'), `1:${SEAL_KEY.key}\n`);
      const [header, key] = (await aSeal('<p>Text</p>')).split('.');
      await withServer(
        ['zephr.json', ...args],
        async (server) => {
          const answer = await post(server, '/zephr/keys', { token: TUTORIAL, seals: [`${header}.${key}`] });
          const { k } = (answer as { seals: { k: string }[] }).seals[0]!;

          assert.equal(k.length, 43);
          for (const text of [SEAL_KEY.key, k]) assert.ok(!JSON.stringify(server.written()).includes(text));
        },
        { ...SECRET, ...env },
      );
    });
});

suite('zephr serve does not start', () => {
  const starts: readonly (readonly [
    says: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    code: number,
    err: RegExp,
  ])[] = [
    ['in production with a weak secret', ['zephr.json'], { ...SECRET, NODE_ENV: 'production' }, 2, /^error: ZEPHR_JWT_SECRET can be guessed, as it has fewer than 32 octets/],
    ['with an empty secret', ['zephr.json'], { ZEPHR_JWT_SECRET: '' }, 2, /^error: ZEPHR_JWT_SECRET is empty/],
    ['without any key', ['zephr.json'], {}, 2, /^error: no key verifies tokens: set ZEPHR_JWT_SECRET/],
    ['with a config that has a mistake', ['broken.json'], SECRET, 1, /^broken\.json:1:2 {2}version-unknown {2}/],
    ['with an invalid key in the config', ['keyless.json'], {}, 1, /^keyless\.json:1:\d+ {2}key-invalid {2}/],
    ['without its config', ['none.json'], SECRET, 2, /^error: none\.json cannot be read: the file does not exist/],
    ['with an invalid signing key', ['zephr.json'], { ...SECRET, ZEPHR_SIGNING_KEY: 'x' }, 2, /^error: ZEPHR_SIGNING_KEY is not a private key/],
    ['with a signing key that is missing', ['zephr.json', '--signing-key', 'none'], SECRET, 2, /^error: none cannot be read/],
    ['with broken sealing keys', ['zephr.json'], { ...SECRET, ZEPHR_SEAL_KEYS: `1:${SEAL_KEY.key.slice(1)}` }, 2, /^(?![^]*AECAwQ)error: ZEPHR_SEAL_KEYS has no valid sealing keys: write kid:key,[^]*#option-invalid/],
    ['with a sealing key twice', ['zephr.json'], { ...SECRET, ZEPHR_SEAL_KEYS: `1:${SEAL_KEY.key},1:${SEAL_KEY.key}` }, 2, /^(?![^]*AAECAw)error: ZEPHR_SEAL_KEYS has no valid /],
    ['with a file without sealing keys', ['zephr.json', '--seal-keys', 'text.sqlite'], SECRET, 2, /^error: text\.sqlite has no valid sealing keys/],
    ['with sealing keys that are missing', ['zephr.json', '--seal-keys', 'none'], SECRET, 2, /^error: none cannot be read/],
    ['with an invalid origin', ['zephr.json', '--origin', 'news.example'], SECRET, 2, /^error: --origin /],
    ['with a store that is not a database', ['zephr.json', '--store', 'text.sqlite'], SECRET, 2, /^error: text\.sqlite is not an SQLite database/],
    ['on an address of another machine', ['zephr.json', '--host', '192.0.2.1'], SECRET, 2, /^error: 192\.0\.2\.1 is not an address of this machine/],
  ]; // prettier-ignore
  for (const [says, args, env, code, err] of starts) {
    test(`${says}, and says so in a sentence`, async () => {
      const run = await command().run(['serve', ...args, ...PORT], '', env);

      assert.equal(run.code, code);
      // Where only the signing key or the port is wrong, the secret has been looked at.
      assert.match(run.out, /^(?:\{.*"secret-weak".*\}\n)?$/);
      assert.match(run.err, err);
      assert.doesNotMatch(run.err, /\n {4}at |node:/);
    });
  }

  test('on a port that is taken, and says so in a sentence', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, err } = await command().run(['serve', 'zephr.json', '--port', String(port)], '', SECRET);
    taken.close();

    assert.equal(code, 2);
    assert.match(err, new RegExp(`^error: port ${port} is in use on 127\\.0\\.0\\.1; name another with --port`, 'm'));
  });
});
