/**
 * Makes an id that nobody else makes, by chance.
 *
 * @param octets - Its length; each is two hexadecimal digits.
 */
export function makeId(octets: number): string {
  return [...crypto.getRandomValues(new Uint8Array(octets))]
    .map((octet) => octet.toString(16).padStart(2, '0'))
    .join('');
}
