import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readCall } from '../../../../src/page/compat/read-call.js';

const DATA = { section: 'sport', age: 3 };

/** The arguments of a call, and how they are read: address of the config, token, custom data. */
const ROWS: readonly [says: string, call: readonly unknown[], config: string, jwt: string | null, data: object][] = [
  ['nothing', [], '/zephr.json', null, {}],
  ['no options', [{}], '/zephr.json', null, {}],
  [
    'options',
    [{ cdnApi: 'https://cdn.example', jwt: 'a.b.c', customData: DATA }],
    'https://cdn.example/zephr.json',
    'a.b.c',
    DATA,
  ],
  ['the older form', ['https://cdn.example/', 'a.b.c', DATA], 'https://cdn.example/zephr.json', 'a.b.c', DATA],
  ['the older form without an address', [undefined, undefined, DATA], '/zephr.json', null, DATA],
  [
    'an address as URL',
    [{ cdnApi: new URL('https://cdn.example/api/') }],
    'https://cdn.example/api/zephr.json',
    null,
    {},
  ],
  ['an empty token', [{ jwt: '' }], '/zephr.json', null, {}],
  ['arguments of the wrong type', [{ cdnApi: 7, jwt: {}, customData: 'sport' }], '/zephr.json', null, {}],
  ['a list', [[], 'a.b.c'], '/zephr.json', 'a.b.c', {}],
];

suite('a call of Zephr’s run with', () => {
  for (const [says, call, config, jwt, data] of ROWS) {
    test(says, () => {
      const read = readCall(call);

      assert.deepEqual([read.config, read.jwt, read.customData], [config, jwt, data]);
    });
  }

  test('fetcher and debug', () => {
    assert.deepEqual(
      [
        { fetcher: fetch, debug: true },
        { fetcher: 'fetch', debug: 'yes' },
      ].map((options) => {
        const { fetcher, debug } = readCall([options]);
        return [fetcher === fetch, debug];
      }),
      [
        [true, true],
        [false, false],
      ],
    );
  });
});
