/** Returns whether a text matches. Takes time in proportion to its length, whatever the text and the pattern are. */
export type MatchGlob = (text: string) => boolean;

/** Finds a part of a pattern in a text, from a place on. Gives the place where it first ends, `-1` where it does not. */
type FindEnd = (text: string, from: number) => number;

/** Bits of a word, and the longest part that `indexOf` looks for: it may compare that many characters at each place. */
const WORD_BITS = 32;

/**
 * Compiles Zephr's "matches": partial, case-insensitive, `*` for any text and `?` for one character (a code point). A
 * pattern never becomes a regular expression, so none can freeze the page: with n characters of text, a part of m
 * characters between stars takes at most n × ⌈m / 32⌉ steps, and `indexOf` at most n × 64 comparisons.
 *
 * @param pattern - For example `/news/2026-??/` or `politics*election`.
 */
export function compileGlob(pattern: string): MatchGlob {
  const parts = fold(pattern).split('*').filter(Boolean).map(compilePart);
  return (text) => {
    const folded = fold(text);
    let from = 0;
    // Partial means a star at both ends, and between stars the first place is always good enough.
    return parts.every((findEnd) => (from = findEnd(folded, from)) >= 0);
  };
}

/**
 * Takes the case away, and leaves one character for each: lower case makes two of `İ`, and of a `Σ` at the end of a word
 * another letter than elsewhere.
 */
function fold(text: string): string {
  return text.replace(/İ/g, 'i').toLowerCase().replace(/ς/g, 'σ');
}

function compilePart(part: string): FindEnd {
  if (part.includes('?') || part.length > WORD_BITS) return shiftAnd(part);
  return (text, from) => {
    const at = text.indexOf(part, from);
    return at < 0 ? at : at + part.length;
  };
}

/**
 * Shift-And: bit i is set where the first i + 1 characters of the part end here; each character of the text moves all bits
 * on by one and keeps those that it fits. Where none is set, the text is searched for how the part begins.
 *
 * @see Baeza-Yates and Gonnet, "A new approach to text searching", Communications of the ACM 35 (1992).
 */
function shiftAnd(part: string): FindEnd {
  const characters = [...part];
  const words = Array.from({ length: Math.ceil(characters.length / WORD_BITS) }, (_, word) =>
    masksOf(characters.slice(word * WORD_BITS, (word + 1) * WORD_BITS)),
  );
  const state = new Int32Array(words.length);
  const last = 1 << ((characters.length - 1) % WORD_BITS);
  const beginning = part.split('?', 1)[0]!.slice(0, WORD_BITS);
  return (text, from) => {
    state.fill(0);
    let isIdle = true;
    for (let at = from; at < text.length;) {
      if (isIdle && (at = text.indexOf(beginning, at)) < 0) break;
      const character = text.codePointAt(at)!;
      at += character > 0xffff ? 2 : 1;
      let carry = 1;
      isIdle = true;
      for (let word = 0; word < words.length; word++) {
        const { any, own } = words[word]!;
        const bits = (state[word]! << 1) | carry;
        carry = state[word]! >>> (WORD_BITS - 1);
        state[word] = bits && bits & (own.get(character) ?? any);
        if (state[word]) isIdle = false;
      }
      if (state[words.length - 1]! & last) return at;
    }
    return -1;
  };
}

/** Which places of a word any character fits, and which the characters that are named do. */
function masksOf(part: readonly string[]): { readonly any: number; readonly own: ReadonlyMap<number, number> } {
  const own = new Map<number, number>();
  const any = part.reduce((bits, character, place) => (character === '?' ? bits | (1 << place) : bits), 0);
  part.forEach((character, place) => {
    const point = character.codePointAt(0)!;
    own.set(point, (own.get(point) ?? any) | (1 << place));
  });
  return { any, own };
}
