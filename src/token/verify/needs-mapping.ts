import type { JwtConfig } from '../../model/config.js';

/** Whether the config may map more than claims by their own names: by a JSONPath, or by the parts of a text. */
export function needsMapping(jwt?: JwtConfig): boolean {
  return /"\$|"split"/.test(JSON.stringify(jwt));
}
