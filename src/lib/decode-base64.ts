/**
 * Decodes base64 with padding and white space, as the browser does. Tokens are decoded by jose.
 *
 * @throws {DOMException} `InvalidCharacterError` for any other text.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
