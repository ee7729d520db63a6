import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { encodeBase64url } from '../../../src/lib/base64url.js';
import { parseSeal, parseWrappedKey } from '../../../src/seal/envelope.js';
import { aSeal, VECTOR } from '../../support/a-seal.js';

const [HEADER, ...REST] = VECTOR.seal.split('.') as [string, string, string, string, string];
const FIELDS = JSON.parse(Buffer.from(HEADER, 'base64url').toString()) as Record<string, unknown>;
const withHeader = (header: unknown): string =>
  [encodeBase64url(new TextEncoder().encode(JSON.stringify(header))), ...REST].join('.');
const withZephr = (members: object): string =>
  withHeader({ ...FIELDS, zephr: { ...(FIELDS['zephr'] as object), ...members } });

suite('parsing a seal', () => {
  test('gives what its header says', async () => {
    const facts = { meta: { section: 'sport' }, customData: { premium: true } };
    const seal = parseSeal(`\n  ${await aSeal('<p>x</p>', { kid: '2.2026-12', part: 3, facts })}\n`)!;

    assert.deepEqual(JSON.parse(JSON.stringify(seal.fields)), {
      ...{ kid: '2.2026-12', feature: 'articles', path: '/story', part: 3, isDeflated: true, cty: 'text/html' },
      facts,
    });
    assert.equal(seal.question, `${seal.header}.${encodeBase64url(seal.wrapped)}`);
    assert.deepEqual(parseWrappedKey(seal.question), {
      header: seal.header,
      fields: seal.fields,
      wrapped: seal.wrapped,
    });
  });

  test('takes unknown members of the header, which later versions may add', () => {
    assert.ok(parseSeal(withHeader({ ...FIELDS, note: 'later' })));
  });

  const refused: readonly (readonly [says: string, text: string])[] = [
    ['an empty text', ''],
    ['four parts', VECTOR.seal.split('.').slice(0, 4).join('.')],
    ['six parts', `${VECTOR.seal}.AAAA`],
    ['white space inside', VECTOR.seal.replace('.', '.\n')],
    ['padding', `${VECTOR.seal}==`],
    ['the alphabet of base64', VECTOR.seal.replace('-nzeuWH_', '+nzeuWH/')],
    ['unused bits that are set', `${VECTOR.seal.slice(0, -1)}R`],
    ['a wrapped key of another length', [HEADER, 'AAAA', ...REST.slice(1)].join('.')],
    ['a nonce of another length', [HEADER, REST[0], 'AAAA', ...REST.slice(2)].join('.')],
    ['a tag of another length', [HEADER, ...REST.slice(0, 3), 'AAAA'].join('.')],
    ['a header that is not JSON', ['AAAA', ...REST].join('.')],
    ['a header that is a list', withHeader([])],
    ['another algorithm', withHeader({ ...FIELDS, alg: 'dir' })],
    ['another encryption', withHeader({ ...FIELDS, enc: 'A128GCM' })],
    ['another type', withHeader({ ...FIELDS, typ: 'JWT' })],
    ['another compression', withHeader({ ...FIELDS, zip: 'GZIP' })],
    ['a critical extension', withHeader({ ...FIELDS, crit: ['b64'] })],
    ['no kid', withHeader({ ...FIELDS, kid: undefined })],
    ['a kid that begins with a dot', withHeader({ ...FIELDS, kid: '.1' })],
    ['a kid that divides the input of the derivation', withHeader({ ...FIELDS, kid: '1\0articles' })],
    ['no member zephr', withHeader({ ...FIELDS, zephr: undefined })],
    ['another version', withZephr({ v: 2 })],
    ['an empty feature', withZephr({ feature: '' })],
    ['a path without a slash', withZephr({ path: 'story' })],
    ['a negative part', withZephr({ part: -1 })],
    ['a part that is not whole', withZephr({ part: 0.5 })],
    ['facts that are a text', withZephr({ facts: 'premium' })],
    ['meta tags that are a list', withZephr({ facts: { meta: [] } })],
    ['a header of 9 kB', withZephr({ path: `/${'a'.repeat(9000)}` })],
  ];
  for (const [says, text] of refused) {
    test(`refuses ${says}`, () => {
      assert.equal(parseSeal(text), null);
    });
  }
});
