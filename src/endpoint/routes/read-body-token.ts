import { own } from '../../lib/own.js';
import { Refusal } from '../refusal.js';

/** Reads the body's `token`: a text, or `null` if it is missing or `null`. */
export function readBodyToken(body: object): string | null | Refusal {
  const token = own(body, 'token') ?? null;
  return token === null || typeof token === 'string' ? token : Refusal.field('token', 'a text');
}

/** A random id as pages make it. */
const ANONYMOUS_ID = /^[\w-]{16,64}$/;

/** Reads the body's `reader`, the random id of a browser: `null` if it is missing or `null`. */
export function readBodyReader(body: object): string | null | Refusal {
  const id = own(body, 'reader') ?? null;
  if (id === null || (typeof id === 'string' && ANONYMOUS_ID.test(id))) return id;
  return Refusal.field('reader', '16 to 64 letters, digits, "-" and "_"');
}
