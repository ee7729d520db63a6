import { MAX_TOKEN_CHARACTERS } from '../token/limits.js';

/** Wrappings of a token, and the sentence for each. */
const WRAPPED: readonly (readonly [pattern: RegExp, says: string])[] = [
  [/^Bearer\b/i, 'It begins with "Bearer", which belongs into the header Authorization: store the token alone.'],
  [/^["']|["']$/, 'It is in quotes: store the token without them.'],
  [/%[\da-f]{2}/i, 'It has percent escapes, so it was encoded twice: store the token as it is.'],
  [/\s/, 'It has white space in it, such as a line break: store it on one line, without spaces around it.'],
  [/^\s*\{/, 'It is JSON, not the signed form of it: header, claims and signature in base64url, joined by dots.'],
];

/**
 * Finds why a text is not a signed token in its compact form (RFC 7515, section 7.1).
 *
 * @returns Sentences; none of them quotes the text.
 */
export function findFormHints(text: string): string[] {
  const hints = WRAPPED.filter(([pattern]) => pattern.test(text)).map(([, says]) => says);
  if (hints.length) return hints;
  const parts = text.split('.');
  if (parts.length === 5)
    return ['It is an encrypted token (JWE, five parts): only signed ones (JWS) can be verified.'];
  if (parts.length === 2 || parts[2] === '') return ['It has no signature, so it is not different from a forged one.'];
  if (parts.length !== 3)
    return [
      `It has ${parts.length === 1 ? 'no dot' : `${parts.length} parts`}, and a signed token has three parts with dots between: is it the id of a session, or an opaque token?`,
    ];
  if (text.length > MAX_TOKEN_CHARACTERS)
    return [
      `It has ${text.length} characters, and ${MAX_TOKEN_CHARACTERS} are read at most: put fewer claims into it.`,
    ];
  if (/[+/=]/.test(text))
    return ['It is in base64, not base64url: a token has "-" and "_" for "+" and "/", and no "=".'];
  return ['It was cut or changed: one of its parts is not JSON in base64url.'];
}
