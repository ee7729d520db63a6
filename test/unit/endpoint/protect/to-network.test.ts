import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { toNetwork } from '../../../../src/endpoint/protect/to-network.js';

/** Spellings of a client, by the form under which it counts. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '192.0.2.1': [
    '192.0.2.1',
    ' 192.0.2.1 ',
    '192.0.2.1:4711',
    '192.0.2.1:4712',
    '192.000.002.001',
    '::ffff:192.0.2.1',
    '::ffff:192.0.2.1:4711, ::ffff:192.0.2.1',
    '0192.0.2.1, 192.0.2.01',
    '::FFFF:192.0.2.1',
    '::ffff:c000:201',
    '0:0:0:0:0:ffff:c000:0201',
    '[::ffff:192.0.2.1]:4711',
    '"192.0.2.1:4711"',
    '10.0.0.1, 192.0.2.1',
    '10.0.0.1,192.0.2.1:4711',
    'for=192.0.2.1',
    'for="192.0.2.1:4711";proto=https;by=10.0.0.1',
    'proto=https; For="[::ffff:192.0.2.1]"',
    'for=10.0.0.1, for=192.0.2.1;host=news.example',
  ],
  '2001:db8:1:2': [
    '2001:db8:1:2:3:4:5:6',
    '2001:db8:1:2::',
    '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff',
    '[2001:db8:1:2::1]',
    '[2001:db8:1:2::1]:4711',
    '[2001:db8:1:2::9]:4712',
    '2001:db8:1:2::192.0.2.1',
    'for="[2001:db8:1:2::1]:4711"',
    '192.0.2.1, 2001:db8:1:2::7',
  ],
  'fe80:0:0:0': ['fe80::1%eth0', 'fe80::1', '[fe80::1%25eth0]:80', 'FE80:0:0:0:1:2:3:4%3'],
  '0:0:0:0': ['::1', '::', '0:0:0:0:0:0:0:1'],
};

/** Texts that are not an address. */
const OTHERS: Readonly<Record<string, string>> = {
  '': '',
  'reader-1': 'reader-1',
  'user:1': 'user:1',
  unknown: 'unknown',
  '192.0.2.1, unknown': 'unknown',
  'for=192.0.2.1, for=_hidden': '_hidden',
  '192.0.2.1,': '',
  '256.0.2.1': '256.0.2.1',
  '192.0.2': '192.0.2',
  '1:2:3': '1:2:3',
  '1::2::3': '1::2::3',
  '1:2:3:4:5:6:7:8:9': '1:2:3:4:5:6:7:8:9',
  '::g': '::g',
  '[192.0.2.1': '[192.0.2.1',
};

suite('the network of a client', () => {
  for (const [network, spellings] of Object.entries(SPELLINGS))
    for (const text of spellings) test(`${text} is ${network}`, () => assert.equal(toNetwork(text), network));

  for (const [text, gives] of Object.entries(OTHERS))
    test(`"${text}" holds no address and gives "${gives}"`, () => assert.equal(toNetwork(text), gives));

  test('differs for neighbours of IPv4 and for networks of IPv6', () => {
    const all = ['192.0.2.1', '192.0.2.2', '2001:db8:1:2::', '2001:db8:1:3::'].map(toNetwork);

    assert.equal(new Set(all).size, 4);
  });
});
