import { InvalidArgumentError } from 'commander';

/**
 * Makes what tells clients apart by a header that a trusted proxy sets. Of a list such as that of X-Forwarded-For it is the
 * last item: the one that this proxy added, and no client can choose.
 *
 * @param name - Of the header (RFC 9110, section 5.1).
 * @throws {InvalidArgumentError} Where this is no name of one.
 */
export function readClientHeader(name: string): (request: Request) => string {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new InvalidArgumentError('This is no name of a header.');
  return ({ headers }) => headers.get(name)?.split(',').at(-1)?.trim() ?? '';
}
