import { decodePercent } from './decode-percent.js';

/**
 * Parses cookies one by one, so that a caller with enough of them can stop: a header may hold thousands.
 *
 * @param cookies - As `document.cookie` or a `Cookie` header has them.
 * @param isWanted - Other names are passed over without decoding their values.
 * @returns Names and values in order: without quotes, percent-decoded, names repeated as they are in the text.
 * @example [...parseCookies('lang=de; id="a%20b"', (name) => name === 'id')] // [['id', 'a b']]
 * @see RFC 6265, section 4.2.1
 */
export function* parseCookies(
  cookies: string,
  isWanted: (name: string) => boolean,
): Generator<readonly [name: string, value: string]> {
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at < 0 || !isWanted(name)) continue;
    const value = pair.slice(at + 1).trim();
    yield [name, decodePercent(value.replace(/^"(.*)"$/, '$1'))];
  }
}
