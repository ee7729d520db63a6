/** The node `on-premises`: whose addresses are in the ranges of accounts, and that no client can choose its address. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { EndpointOptions } from '../../../../src/endpoint/create-endpoint.js';
import { createPremises } from '../../../../src/endpoint/premises/create-premises.js';
import { toAddress } from '../../../../src/endpoint/protect/to-network.js';
import { aConfig } from '../../../support/a-config.js';
import { anEndpoint, JWT, post, send } from '../../../support/an-endpoint.js';

const PREMISES = {
  library: { title: 'City Library', tags: ['libraries'], ranges: ['192.0.2.0/24', '2001:db8:7::/48', '198.51.100.7'] },
  branch: { tags: ['libraries'], ranges: ['192.0.2.128/25'] },
  school: { ranges: ['203.0.113.4/30', '2001:db8:1:2:3:4:5:6'] },
  mapped: { ranges: ['::ffff:10.1.0.0/112'] },
};

suite('the accounts of an address', () => {
  const find = createPremises(PREMISES);
  for (const [address, accounts] of [
    ['192.0.2.0', ['library', 'libraries']],
    ['192.0.2.127', ['library', 'libraries']],
    ['192.0.2.128', ['library', 'branch', 'libraries']],
    ['192.0.3.0', []],
    ['192.0.1.255', []],
    ['198.51.100.7', ['library', 'libraries']],
    ['198.51.100.8', []],
    ['203.0.113.3', []],
    ['203.0.113.4', ['school']],
    ['203.0.113.7', ['school']],
    ['203.0.113.8', []],
    ['2001:db8:7:ffff::1', ['library', 'libraries']],
    ['2001:db8:8::1', []],
    ['2001:db8:1:2:3:4:5:6', ['school']],
    ['2001:db8:1:2:3:4:5:7', []],
    ['::ffff:192.0.2.1', ['library', 'libraries']],
    ['10.1.2.3', ['mapped']],
    ['10.2.0.0', []],
    ['[2001:db8:7::1]:443', ['library', 'libraries']],
    ['192.0.2.1:4711', ['library', 'libraries']],
    ['203.0.113.200, 192.0.2.1', ['library', 'libraries']],
    ['for="[2001:db8:7::9]"', ['library', 'libraries']],
  ] as const) {
    test(`${address} are ${accounts.join(', ') || 'none'}`, () =>
      assert.deepEqual(find(toAddress(address)!), accounts));
  }

  for (const text of ['', 'library', '192.0.2', '192.0.2.256', '2001:db8', '192.0.2.1, unknown', '::1::'])
    test(`"${text}" holds no address`, () => assert.equal(toAddress(text), null));
});

suite('ranges that are refused when the endpoint starts', () => {
  for (const text of [
    ...['', 'library', '192.0.2.0/33', '2001:db8::/129', '192.0.2.0/', '192.0.2.0/-1', '192.0.2.0/24/8', '192.0.2/24'],
    ...['192.0.2.1/24', '2001:db8::1/32', '0.0.0.0/0', '::/0', '192.0.2.0-192.0.2.9', '192.0.2.*', '192.0.2.1:80'],
    ...['[2001:db8::]/32', 'fe80::1%eth0', '192.0.2.0 /24', '٣.0.2.0/24', '1e1.0.0.0/8', `192.0.2.0/${'2'.repeat(99)}`],
  ]) {
    test(`"${text.slice(0, 30)}"`, () =>
      assert.throws(() => anEndpoint({ premises: { a: { ranges: ['192.0.2.0/24', text] } } }), {
        name: 'EndpointError',
        code: 'range-invalid',
        pointer: '/premises/a/ranges/1',
      }));
  }

  for (const [says, premises, pointer] of [
    ['a list', [], '/premises'],
    ['an account without ranges', { a: {} }, '/premises/a/ranges'],
    ['an account of no range', { a: { ranges: [] } }, '/premises/a/ranges'],
    ['ranges that are numbers', { 'a/b': { ranges: [7] } }, '/premises/a~1b/ranges'],
    ['tags that are a text', { a: { ranges: ['192.0.2.1'], tags: 'libraries' } }, '/premises/a/tags'],
  ] as const) {
    test(`${says} is another mistake`, () =>
      assert.throws(() => anEndpoint({ premises: premises as never }), { code: 'option-invalid', pointer }));
  }
});

const INSIDE = { address: '192.0.2.9' };
const OUTSIDE = { address: '203.0.113.200' };
const gated = (node: object): object => ({
  rules: { anonymous: { type: 'on-premises', ...node, yes: 'show', no: { id: 'wall', content: 'hide' } } },
});
const config = aConfig({
  jwt: JWT,
  products: {},
  features: { any: gated({}), libraries: gated({ account: 'libraries' }), schools: gated({ account: 'school' }) },
});

/** The facts and the decisions that an endpoint gives to a client. */
async function ask(
  connection: unknown,
  {
    headers = {},
    body = {},
    ...options
  }: { headers?: Record<string, string>; body?: object } & Partial<EndpointOptions>,
): Promise<readonly unknown[]> {
  const { endpoint } = anEndpoint({ config, premises: PREMISES, ...options });
  const facts = await send(endpoint, '/zephr/facts', { headers }, connection);
  const { body: decided } = await post(endpoint, '/zephr/decide', body, headers, connection);
  const shown = Object.entries(decided.decisions as Record<string, { access: boolean }>)
    .filter(([, { access }]) => access)
    .map(([feature]) => feature);
  return [facts.body['on-premises'], shown];
}

suite('a reader on the premises of an account', () => {
  const ACCOUNTS = ['library', 'libraries'];
  const ON = [ACCOUNTS, ['any', 'libraries']];
  const OFF = [[], []];
  const UNKNOWN = [undefined, []];

  test('is known by the address of the connection', async () => assert.deepEqual(await ask(INSIDE, {}), ON));
  test('is any other reader elsewhere', async () => assert.deepEqual(await ask(OUTSIDE, {}), OFF));
  test('is unknown without an address', async () => assert.deepEqual(await ask(null, {}), UNKNOWN));

  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'cf-connecting-ip', 'true-client-ip']) {
    const value = name === 'forwarded' ? 'for=192.0.2.9' : '192.0.2.9';
    test(`is not whoever writes the header ${name}`, async () =>
      assert.deepEqual(await ask(OUTSIDE, { headers: { [name]: value } }), UNKNOWN));
    test(`is not a proxy on the premises that adds the header ${name}`, async () =>
      assert.deepEqual(await ask(INSIDE, { headers: { [name]: '203.0.113.200' } }), UNKNOWN));
  }

  for (const [says, forwarded, answer] of [
    ['the item that the trusted proxy added', '203.0.113.200, 192.0.2.9', ON],
    ['not an item that the client wrote before it', '192.0.2.9, 203.0.113.200', OFF],
    ['not a text that is no address', '192.0.2.9, library', UNKNOWN],
  ] as const) {
    test(`is known behind a trusted proxy by ${says}`, async () =>
      assert.deepEqual(await ask(INSIDE, { headers: { 'x-forwarded-for': forwarded }, trustProxy: 1 }), answer));
  }
  test('is known by the header of the platform, and by no other', async () => {
    const headers = { 'cf-connecting-ip': '203.0.113.200', 'x-forwarded-for': '192.0.2.9' };

    assert.deepEqual(await ask(INSIDE, { headers, trustProxy: 'cloudflare' }), OFF);
  });
  test('is unknown where the operator names clients by other texts', async () =>
    assert.deepEqual(await ask(INSIDE, { clientKey: () => 'client-7' }), UNKNOWN));

  for (const says of [true, ['library'], ['school']])
    test(`is not one that says so in the body: ${JSON.stringify(says)}`, async () =>
      assert.deepEqual(await ask(OUTSIDE, { body: { facts: { 'on-premises': says } } }), OFF));
  test('is what a publisher’s server says where the endpoint has no premises', async () =>
    assert.deepEqual(await ask(OUTSIDE, { premises: undefined, body: { facts: { 'on-premises': ['school'] } } }), [
      undefined,
      ['any', 'schools'],
    ]));
});
