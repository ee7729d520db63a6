import type { Request } from 'autocannon';
import { aKeyPair, encode, signToken } from '../../test/support/sign-token.js';
import { asking } from './load.js';
import { makeTokens, SECRET } from './make-tokens.js';

const json = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array, headers = json): Request => ({ method: 'POST', headers, body });
const [good] = makeTokens('HS256', 1) as [string];
const signed = { alg: 'HS256', secret: SECRET };
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Malformed requests by name; each is as large as the limit allows, or larger. */
export const MALFORMED: Readonly<Record<string, Request>> = {
  'a truncated token': asking(good.slice(0, -20)),
  'a wrong signature': asking(signToken({ ...signed, secret: 'another' })),
  'alg: none': asking(`${encode('{"alg":"none"}')}.${encode('{"sub":"1"}')}.`),
  'a public key taken for a secret': asking(signToken({ alg: 'HS256', secret: aKeyPair('P-256').spki })),
  'crit, b64: false': asking(signToken({ ...signed, header: { crit: ['b64'], b64: false } })),
  'keys in the header': asking(
    signToken({ ...signed, header: { jku: 'https://keys.test', jwk: aKeyPair('P-256', 'theirs').jwk } }),
  ),
  'claims 2,000 lists deep': asking(signToken({ ...signed, payloadText: `{"a":${deep(2000)}}` })),
  'a token of 12,000 characters': asking('a'.repeat(12_000)),
  'a body 8,000 lists deep': post(deep(8000)),
  'a body that is not UTF-8': post(Buffer.alloc(200, 0xff)),
  'a body cut off in the middle': post(`{"token":"${good}`),
  'a body of 1 MB': post(Buffer.alloc(1_000_000, 'a')),
  'a field of the wrong type': post('{"token":{"a":1}}'),
  'a content type of forms': post('token=1', { 'content-type': 'application/x-www-form-urlencoded' }),
  'many cookies': { ...asking(good), headers: { ...json, cookie: 'blaize_jwt=a.b.c; '.repeat(700) }, body: '{}' },
  'an unknown path': { ...asking(good), path: '/zephr/nothing' },
  'a method that is not taken': { method: 'DELETE', headers: json },
};
