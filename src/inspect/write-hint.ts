import type { HintCode } from '../model/codes.js';
import { addressOfCode } from '../lib/address-of-code.js';

/**
 * Writes a likely cause that has an entry in the documentation.
 *
 * @example writeHint('cookie-empty', 'The cookie "blaize_jwt" is empty.')
 * // 'cookie-empty: The cookie "blaize_jwt" is empty. See https://…/reference/codes.html#cookie-empty'
 */
export function writeHint(code: HintCode, says: string): string {
  return `${code}: ${says} See ${addressOfCode(code)}`;
}
