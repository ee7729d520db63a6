import type { Config } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { setOwn } from '../lib/set-own.js';

/** The parts of a JSONPath of names alone. */
const NAMES = /^\$(?:\.[\w-]+)+$/;

/**
 * Generates test readers for a config: one without a token, one whose token names them, and a holder of each product.
 *
 * @returns Readers by their names.
 */
export function generateReaders(config: Config): Record<string, TestReader> {
  const { userMapping, productSyncing } = config.jwt ?? {};
  const readers: Record<string, TestReader> = { 'without a token': {} };
  if (userMapping) readers['registered'] = { claims: createClaims([userMapping.foreignUserIdProperty, 'reader-1']) };
  for (const [id, { claimValue }] of Object.entries(productSyncing ? (config.products ?? {}) : {})) {
    const value = [claimValue].flat()[0];
    if (value === undefined) continue;
    const claims = createClaims(...(userMapping ? [[userMapping.foreignUserIdProperty, 'reader-1'] as const] : []), [
      productSyncing!.privateClaimName,
      value,
    ]);
    readers[`holds ${id}`] = { claims };
  }
  return readers;
}

/** Claims that a name, or a JSONPath of names, finds. */
function createClaims(...members: readonly (readonly [path: string, value: string])[]): Record<string, unknown> {
  const claims: Record<string, unknown> = {};
  for (const [path, value] of members) {
    const names = NAMES.test(path) ? path.slice(2).split('.') : [path];
    let place = claims;
    for (const name of names.slice(0, -1)) {
      if (!Object.hasOwn(place, name)) setOwn(place, name, {});
      place = place[name] as Record<string, unknown>;
    }
    setOwn(place, names.at(-1)!, value);
  }
  return claims;
}
