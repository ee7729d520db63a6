/**
 * Escapes characters that control a terminal or change the direction of text.
 *
 * @example showControls('a\u001Bb') // 'a\\u001bb'
 */
export function showControls(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
