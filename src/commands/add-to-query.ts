/**
 * Puts a parameter into the query of an address, in place of one of its name, and leaves everything else as it stands.
 *
 * @param address - Whole, or from the path on.
 * @param value - Of characters that an address has as they are.
 */
export function addToQuery(address: string, name: string, value: string): string {
  const [, path, query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address)!;
  const others = query.split('&').filter((part) => part !== '' && part.split('=')[0] !== name);
  return `${path}?${[...others, `${name}=${value}`].join('&')}${fragment}`;
}
