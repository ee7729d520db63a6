/** The tokens of `test/cases/guarded-tokens.json`: each breaks one check of the contract, or none. */
import { readFileSync } from 'node:fs';
import { aKeyPair, encode, signText, typeFor } from './sign-token.js';

/** A token signed by the test's key, in an odd encoding. */
export interface GuardedRow {
  readonly says: string;
  readonly alg?: string;
  /** Type of the key that is configured, and that signs. */
  readonly key?: string;
  readonly header?: string;
  readonly payload?: string;
  /** How the parts are put together; a text without `{signature}` is signed as it is written. */
  readonly write?: string;
  /** The part whose last character gets a spare bit. */
  readonly spare?: 'payload' | 'signature';
  /** Levels of lists inside the claims. */
  readonly nested?: number;
  /** Characters that the claims are filled up with. */
  readonly filler?: number;
  /** The result of jose's `compactVerify` by itself. */
  readonly alone: 'takes' | 'refuses';
  readonly gives: string;
}

/** The rows of the table. */
export const GUARDED_TOKENS = JSON.parse(
  readFileSync(new URL('../cases/guarded-tokens.json', import.meta.url), 'utf8'),
) as readonly GuardedRow[];

/** The characters of base64url, by value. */
export const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same octets in another spelling. */
const withSpareBit = (part: string): string => part.slice(0, -1) + ALPHABET[ALPHABET.indexOf(part.at(-1)!) + 1]!;

/** Writes the token of a row, and signs it. */
export function writeToken({ alg = 'ES256', key, spare, nested, filler, ...row }: GuardedRow): string {
  const keyPair = aKeyPair(key ?? typeFor(alg));
  const { header: headerText = JSON.stringify({ alg }), write = '{header}.{payload}.{signature}' } = row;
  const lists = nested === undefined ? undefined : `{"a":${'['.repeat(nested)}${']'.repeat(nested)}}`;
  const filled = filler === undefined ? undefined : JSON.stringify({ sub: 'a', filler: 'x'.repeat(filler) });
  const text = lists ?? filled ?? row.payload ?? '{"sub":"reader-1"}';
  const header = encode(headerText);
  const payload = spare === 'payload' ? withSpareBit(encode(text)) : encode(text);
  const fill = (pattern: string): string =>
    pattern.replace('{header}', header).replaceAll('{payload}', payload).replace('$payload', 'text');
  if (!write.includes('{signature}')) {
    const signed = fill(write);
    return write.endsWith('..') ? signed : `${signed}.${signText(signed, alg, keyPair)}`;
  }
  const signature = signText(`${header}.${payload}`, alg, keyPair);
  return fill(write).replace('{signature}', spare === 'signature' ? withSpareBit(signature) : signature);
}
