/**
 * Sets a query parameter of an address and leaves everything else unchanged.
 *
 * @param address - A whole address, or a path.
 * @param value - Text that needs no escaping in an address.
 */
export function addToQuery(address: string, name: string, value: string): string {
  const [, path, query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address)!;
  const others = query.split('&').filter((part) => part !== '' && part.split('=')[0] !== name);
  return `${path}?${[...others, `${name}=${value}`].join('&')}${fragment}`;
}
