import assert from 'node:assert/strict';
import { mock, suite, test } from 'node:test';
import type { Config } from '../../../../src/model/config.js';
import { createLineLog } from '../../../../src/commands/serve/create-line-log.js';
import { needsStore } from '../../../../src/commands/serve/needs-store.js';
import { readClientHeader } from '../../../../src/commands/serve/read-client-header.js';
import { aConfig, aConfigWithRule } from '../../../support/a-config.js';

const entry = (level: 'info' | 'warn') => ({ time: '2026-03-02T12:00:00.000Z', level, event: 'request' as const });

suite('a client that is named by a header of the proxy', () => {
  const client = (headers: Record<string, string>): string => readClientHeader('X-Forwarded-For')(new Headers(headers));

  for (const [says, headers, name] of [
    ['is what it says', { 'x-forwarded-for': '192.0.2.1' }, '192.0.2.1'],
    [
      'is the last of a list, as the client may have written the others',
      { 'x-forwarded-for': '10.0.0.1, 192.0.2.1' },
      '192.0.2.1',
    ],
    ['is unnamed without it', { forwarded: 'for=192.0.2.1' }, ''],
  ] as const) {
    test(says, () => {
      assert.equal(client(headers), name);
    });
  }
});

suite('a store is needed', () => {
  for (const [says, config, isNeeded] of [
    ['by a config that maps readers to it', aConfig({ jwt: { userStore: { foreignKeySystem: 'crm' } } }), true],
    ['by a rule that asks for gifts', aConfigWithRule({ type: 'gift', yes: 'show', no: 'teaser' }), true],
    ['by a rule that has a trial', aConfigWithRule({ type: 'trial', yes: 'show', no: 'teaser' }), true],
    [
      'by a rule that has a time trial, deep in it',
      aConfigWithRule({
        type: 'jwt-expired',
        yes: 'show',
        no: { type: 'time-trial', duration: 1, unit: 'days', yes: 'show', no: 'teaser' },
      }),
      true,
    ],
    [
      'by a config whose pages send their events to the endpoint',
      { ...(aConfig() as object), analytics: { endpoint: '/zephr/events' } },
      true,
    ],
    ['by no other', aConfig(), false],
  ] as const) {
    test(says, () => {
      assert.equal(needsStore(config as unknown as Config), isNeeded);
    });
  }
});

suite('the log of the server', () => {
  test('is written as lines of JSON, many at once, warnings without waiting', (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const write = mock.fn<(text: string) => void>();
    const log = createLineLog(write, { quiet: false });
    log.write(entry('info'));
    log.write(entry('info'));
    assert.equal(write.mock.callCount(), 0);

    t.mock.timers.tick(50);
    log.write(entry('info'));
    log.write(entry('warn'));
    log.flush();

    const texts = write.mock.calls.map(({ arguments: [text] }) => text);
    assert.deepEqual(
      texts.map((text) =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => (JSON.parse(line) as { level: string }).level),
      ),
      [
        ['info', 'info'],
        ['info', 'warn'],
      ],
    );
  });

  test('is short where nothing but warnings and errors is asked for', () => {
    const write = mock.fn<(text: string) => void>();
    const log = createLineLog(write, { quiet: true });
    log.write(entry('info'));
    log.write(entry('warn'));
    log.flush();

    assert.equal(write.mock.callCount(), 1);
  });
});
