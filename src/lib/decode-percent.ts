/** Decodes percent signs (RFC 3986, section 2.1); where one of them encodes nothing, the text stays as it is. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
