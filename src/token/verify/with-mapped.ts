import type { TokenResult, ValidResult } from '../../model/token.js';
import { toId } from '../../lib/to-id.js';

/**
 * Adds to a valid result what the config maps of its claims.
 *
 * @param subject - The value of the claim that names the reader.
 * @param products - The value of the product claim.
 */
export function withMapped({ status, claims, user }: ValidResult, subject: unknown, products: unknown): TokenResult {
  const id = toId(subject);
  // A number that is not a safe integer may stand for many readers.
  const reason = typeof subject === 'number' && id === null ? 'id-invalid' : null;
  // Member by member: each decision of a server comes by, and spreading takes a third of its time.
  return { status, reason, claims, user, _mapped: { _subject: subject, _id: id, _products: products } };
}
