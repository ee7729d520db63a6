import { addressOfCode } from '../lib/address-of-code.js';

/** Returns the line at the end of an error of a command that leads to the entry of its code. */
export function seeCode(code: string): string {
  return `\n  See ${addressOfCode(code)}`;
}
