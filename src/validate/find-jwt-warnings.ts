import { acceptsAnyAudience } from '../config/accepts-any-audience.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { createWarning, type Found } from './mistake.js';

/** Algorithms of shared secrets. */
const SHARED_SECRET: readonly unknown[] = ['HS256', 'HS384', 'HS512'];

/** Members that only an endpoint uses. */
const ENDPOINT_MEMBERS = ['endpointKey', 'credentials', 'userStore'];

/** Finds members of `jwt` that a page cannot use, and settings that admit more readers than was meant. */
export function findJwtWarnings(config: unknown): Found[] {
  const jwt = own(config, 'jwt');
  if (!isRecord(jwt)) return [];
  const has = (...names: string[]): boolean => names.some((name) => own(jwt, name) !== undefined);
  const found: Found[] = [];
  if (!has('publicKey', 'jwks', 'jwksUrl', 'verifyEndpoint')) {
    found.push({ code: 'key-missing', pointer: '/jwt', severity: 'warning' });
  }
  if (acceptsAnyAudience(jwt)) {
    const says =
      'has a key set, and neither "issuer" nor "audience": any token of that provider counts, for whichever audience it was made.';
    found.push(createWarning('issuer-missing', '/jwt', says));
  }
  for (const name of has('verifyEndpoint') ? [] : ENDPOINT_MEMBERS) {
    const says = 'is for the endpoint that the page asks, and "verifyEndpoint" names none.';
    if (has(name)) found.push(createWarning('endpoint-missing', `/jwt/${name}`, says));
  }
  const algorithms = own(jwt, 'algorithms');
  for (const [index, name] of Array.isArray(algorithms) ? (algorithms as unknown[]).entries() : []) {
    if (has('verifyEndpoint') || !SHARED_SECRET.includes(name)) continue;
    const says = `"${name as string}" takes a shared secret, which no page may know: it counts only at the endpoint.`;
    found.push(createWarning('endpoint-only', `/jwt/algorithms/${index}`, says));
  }
  return found;
}
