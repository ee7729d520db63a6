/** Levels of lists and objects in each other that are taken: what walks through them has to fit every stack. */
export const MOST_LEVELS = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Returns whether JSON text has more than 200 levels of lists and objects in each other, before it is parsed: text that is
 * nothing but brackets takes a parser many times as long as any that means something (RFC 8259, section 9: a parser may
 * set limits on the depth of nesting).
 *
 * @param text - May be no JSON at all.
 */
export function isNestedDeeply(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) isInText = true;
    // `[` and `{`, `]` and `}` differ in one bit.
    else if ((code | 0x20) === 0x7b) {
      if (++depth > MOST_LEVELS) return true;
    } else if ((code | 0x20) === 0x7d) depth--;
  }
  return false;
}
