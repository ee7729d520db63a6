import { InvalidArgumentError } from 'commander';
import type { HeaderReader } from '../../endpoint/header-reader.js';

/**
 * Creates a function that identifies clients by a header that a trusted proxy sets. Of a list such as X-Forwarded-For it is the
 * last item: the one that this proxy added, and that no client can choose.
 *
 * @param name - Name of the header (RFC 9110, section 5.1).
 * @throws {InvalidArgumentError} If it is not the name of a header.
 */
export function readClientHeader(name: string): (headers: HeaderReader) => string {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new InvalidArgumentError('This is not the name of a header.');
  const header = name.toLowerCase();
  return (headers) => headers.get(header)?.split(',').at(-1)?.trim() ?? '';
}
