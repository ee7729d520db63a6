import type { JwtConfig } from '../../model/config.js';

/** Whether the config maps more than claims by their own names: by a JSONPath, or by the parts of a text. */
export function needsMapping({ userMapping, productSyncing }: JwtConfig = {}): boolean {
  return /"\$|"split"/.test(JSON.stringify([userMapping, productSyncing]));
}
