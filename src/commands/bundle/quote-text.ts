const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  // A script inside HTML must hold neither `</script>` nor `<!--` (WHATWG HTML, 4.12.1.3).
  '<': '\\x3c',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** Writes a text as a string literal of JavaScript that is safe in any script, also inside HTML. */
export function quoteText(text: string): string {
  return `'${text.replace(/[\\'\n\r<\u2028\u2029]/g, (character) => ESCAPES[character]!)}'`;
}
