import type { SealKey } from './seal-keys.js';

/**
 * Parses sealing keys as `ZEPHR_SEAL_KEYS` and files have them: `kid:key`, separated by commas or white space. `createSealer`
 * and the endpoint check them.
 *
 * @param text - `undefined`, as an environment without the variable has it, holds no key.
 * @example createSealer({ config, keys: parseSealKeys(process.env.ZEPHR_SEAL_KEYS) });
 */
export function parseSealKeys(text: string | undefined): SealKey[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((item) => {
      const at = item.indexOf(':');
      return { kid: item.slice(0, Math.max(at, 0)), key: item.slice(at + 1) };
    });
}
