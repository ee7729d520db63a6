/**
 * Decodes the escapes of a path, or of a part of one, that its meaning does not need: `/caf%c3%a9` is `/café`. So both
 * spellings are one text. `%2F`, `%5C`, `%3F`, `%23`, `%25` and control characters stay escaped, in upper case. Where octets
 * are not UTF-8, all that are not ASCII stay escaped. A percent sign that escapes nothing is `%25`. Decoding the result again
 * changes nothing. Never throws.
 *
 * @see RFC 3986, section 6.2.2: case and percent-encoding normalization.
 */
export function decodePath(text: string): string {
  const ascii = text
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/%(?!2[35f]|3f|5c|7f)[2-7]./gi, decodeURIComponent)
    .replace(/%../g, (escape) => escape.toUpperCase());
  try {
    return ascii.replace(/(?:%[89A-F].)+/g, decodeURIComponent);
  } catch {
    return ascii;
  }
}
