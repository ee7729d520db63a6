import { own } from '../../lib/own.js';
import { Refusal } from '../refusal.js';

/** Reads the body's `token`: a text, or `null` if it is missing or `null`. */
export function readBodyToken(body: object): string | null | Refusal {
  const token = own(body, 'token') ?? null;
  return token === null || typeof token === 'string' ? token : Refusal.field('token', 'a text');
}
