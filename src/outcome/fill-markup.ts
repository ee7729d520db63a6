import { escapeValue } from './escape-value.js';
import { describeRefusal, encodeValue, fillAddress, fillMarks, MARK } from './fill-address.js';
import type { FilledText } from './address-filling.js';

/** A name, and behind it a value in quotes or without. */
const ATTRIBUTE = String.raw`([^\s/>][^\s/>=]*)(?:(\s*=\s*)(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s>"'][^\s>]*))?)?`;
/**
 * A comment, a declaration, or a tag: whether it ends an element, its name, and all that follows. The beginning of a comment is
 * not written out, as this file may be text in a page.
 */
const PIECE = String.raw`<!-{2}(?:-?>|[^]*?(?:--!?>|$))|<(?:[!?]|/(?![a-z${MARK}]))[^>]*>?|<(/?)([a-z${MARK}][^\s/>]*)((?:[\s/]+|${ATTRIBUTE.replace(/\((?!\?)/g, '(?:')})*)>?`;
const ADDRESSES: readonly string[] = ['href', 'src', 'srcset', 'action', 'poster'];
/** Elements that hold text alone, up to their end tag. */
const HOLDS_TEXT = /^(?:iframe|noembed|noframes|script|style|textarea|title|xmp)$/i;
/** Signs in a value of a `style` that could end a declaration or load an image. */
const STYLE_SIGNS = /[^\p{L}\p{N}\s#%.,_+-]/gu;
/** In place of an address that is left out: sanitising removes it, as no link has its scheme. */
const NO_ADDRESS = 'about:invalid';
/**
 * Fills markup: values are escaped, and percent-encoded where they are in an address or in a tag outside of the values of its
 * attributes. It reads the markup as the parser of HTML does, as far as it takes to know where a value goes.
 *
 * @param text - The markup, with marks.
 * @param take - Gives the value of the next mark.
 * @param page - The address that relative addresses belong to.
 * @see WHATWG HTML, section 13.2.5: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
 */
export function fillMarkup(text: string, take: () => string, page: string): FilledText {
  const refused = new Set<string>();
  const takeEscaped = (): string => escapeValue(take());
  const takeEncoded = (): string => encodeValue(take());
  const takeStyle = (): string => take().replace(STYLE_SIGNS, '');
  let html = '';
  let at = 0;

  const fillAttribute = (
    all: string,
    name: string,
    sign?: string,
    double?: string,
    single?: string,
    bare?: string,
  ): string => {
    const value = double ?? single ?? bare;
    if (!all.includes(MARK)) return all;
    const filledName = fillMarks(name, takeEncoded);
    if (value === undefined) return filledName + (sign ?? '');
    const isAddress = value.includes(MARK) && ADDRESSES.includes(name.toLowerCase());
    const filled = isAddress
      ? fillAddress(value, take, page, escapeValue, name.toLowerCase() === 'srcset')
      : fillMarks(value, name.toLowerCase() === 'style' ? takeStyle : takeEscaped);
    if (filled === null) refused.add(describeRefusal(value));
    // Without quotes a value could go on in the next attribute.
    const quote = single === undefined ? '"' : "'";
    const written = bare === undefined ? filled : filled?.replaceAll('"', '&quot;');
    return filledName + sign! + quote + (written || (isAddress ? NO_ADDRESS : '')) + quote;
  };

  if (!text.includes(MARK)) return { text, refused: [] };
  const [piece, attribute] = [new RegExp(PIECE, 'gi'), new RegExp(ATTRIBUTE, 'g')];
  for (let found = piece.exec(text); found; found = piece.exec(text)) {
    const [all, slash, tag, attributes] = found;
    html += fillMarks(text.slice(at, found.index), takeEscaped);
    at = piece.lastIndex;
    if (tag === undefined) html += fillMarks(all, takeEncoded);
    else {
      html += `<${slash}${fillMarks(tag, takeEncoded)}${attributes!.replace(attribute, fillAttribute)}`;
      html += all.endsWith('>') ? '>' : '';
      if (!slash && HOLDS_TEXT.test(tag)) {
        const end = new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
        end.lastIndex = at;
        piece.lastIndex = end.exec(text)?.index ?? text.length;
      }
    }
  }
  return { text: html + fillMarks(text.slice(at), takeEscaped), refused: [...refused] };
}
