const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  // Neither `</script>` nor `<!--` may stand in a script that a site puts into its HTML (WHATWG HTML, 4.12.1.3).
  '<': '\\x3c',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** Writes a text as a literal of JavaScript that can stand in any script. */
export function quoteText(text: string): string {
  return `'${text.replace(/[\\'\n\r<\u2028\u2029]/g, (character) => ESCAPES[character]!)}'`;
}
