const QUERY = /^[^?#]*\?([^#]*)/;

/**
 * Reads a parameter out of an address's query, decoded as a form's are (WHATWG URL, section 5.1): `+` is a space, and a
 * percent sign that encodes nothing stays.
 *
 * @param url - An address, whole or from the path on.
 * @returns Its value, empty for `?key`; a list where it is given several times; `undefined` where it is not.
 */
export function readSearchParam(url: string | undefined, key: string): string | string[] | undefined {
  const values = new URLSearchParams(QUERY.exec(url ?? '')?.[1]).getAll(key);
  return values.length > 1 ? values : values[0];
}
