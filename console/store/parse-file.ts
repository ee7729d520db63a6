/** Reads the text of a file, with or without a byte order mark; `undefined` where it is not JSON. */
export function parseFile(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
