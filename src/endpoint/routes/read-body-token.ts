import { own } from '../../lib/own.js';
import { Refusal } from '../refusal.js';

/** Reads the body's `token`: a text, or `null` if it is missing or `null`. */
export function readBodyToken(body: object): string | null | Refusal {
  const token = own(body, 'token') ?? null;
  return token === null || typeof token === 'string' ? token : Refusal.field('token', 'a text');
}

/** A random id as pages make it. */
const RANDOM_ID = /^[\w-]{16,64}$/;

/** Reads a random id of a browser from the body: `null` if it is missing or `null`. */
export function readBodyId(body: object, name: 'reader' | 'session'): string | null | Refusal {
  const id = own(body, name) ?? null;
  if (id === null || (typeof id === 'string' && RANDOM_ID.test(id))) return id;
  return Refusal.field(name, '16 to 64 letters, digits, "-" and "_"');
}
