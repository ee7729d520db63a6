import { CODES_PAGE } from './codes-page.js';

/** Returns the address that explains a code: what happened, an example, and how to mend it. */
export function addressOfCode(code: string): string {
  return CODES_PAGE + code;
}
