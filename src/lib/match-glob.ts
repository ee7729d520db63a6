/** Tells whether a text matches; the work is bounded by the length of text times that of the pattern. */
export type MatchGlob = (text: string) => boolean;

/**
 * Compiles Zephr's "matches": partial, case-insensitive, `*` for any text and `?` for one character. A pattern never
 * becomes a regular expression, so none can freeze the page.
 *
 * @param pattern - For example `/news/2026-??/` or `politics*election`.
 */
export function compileGlob(pattern: string): MatchGlob {
  // As lists of characters: in a JavaScript string an emoji is two.
  const parts = pattern
    .toLowerCase()
    .split('*')
    .filter(Boolean)
    .map((part) => [...part]);
  return (text) => {
    const hay = [...text.toLowerCase()];
    let from = 0;
    // Partial means a star at both ends, and between stars the leftmost place is always good enough.
    return parts.every((part) => {
      const at = find(hay, part, from);
      from = at + part.length;
      return at >= 0;
    });
  };
}

function find(hay: readonly string[], part: readonly string[], from: number): number {
  for (let at = from; at + part.length <= hay.length; at++) {
    let i = 0;
    while (i < part.length && (part[i] === '?' || part[i] === hay[at + i])) i++;
    if (i === part.length) return at;
  }
  return -1;
}
