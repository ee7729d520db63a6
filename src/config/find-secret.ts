import { isRecord } from '../lib/is-record.js';
import { toPointer } from '../lib/to-pointer.js';

/**
 * Looks for what must never reach a browser: a `secret`, a symmetric or private JWK, a private key in PEM.
 * A feature, node or outcome may well be called "secret": then the member is an object, and no secret by itself.
 *
 * @param tell - Is told the JSON pointer of each; twice where a place is a secret in two ways.
 */
export function findSecrets(config: unknown, tell: (pointer: string) => void): void {
  // A map is walked by its order, also through what is added meanwhile, and holds no value twice.
  const pointers = new Map<unknown, string>([[config, '']]);
  for (const [value, pointer] of pointers) {
    if (isPrivateKey(value)) tell(pointer);
    if (typeof value !== 'object' || value === null) continue;
    const { kty, d, secret } = value as Record<string, unknown>;
    if (kty === 'oct' || (kty && d)) tell(pointer);
    if (secret !== undefined && !isRecord(secret)) tell(`${pointer}/secret`);
    for (const [name, member] of Object.entries(value)) {
      if ((typeof member === 'object' || isPrivateKey(member)) && !pointers.has(member))
        pointers.set(member, pointer + toPointer(name));
    }
  }
}

function isPrivateKey(value: unknown): boolean {
  return typeof value === 'string' && value.includes('PRIVATE KEY-----');
}

/**
 * Tells whether a config's text is worth a walk by `holdsSecret`: a secret cannot do without one of these, and most configs
 * have none. A search for a text is quick from its first time on, which a regular expression is not.
 */
export function maySecret(text: string): boolean {
  return ['secret', '"oct"', '"d"', 'PRIVATE', '\\u'].some((part) => text.includes(part));
}

/**
 * Tells whether a config holds a secret, not where: a walk without pointers, which looks into an object once in however
 * many places it stands, takes a tenth of the time of one with them.
 */
export function holdsSecret(config: unknown): boolean {
  const seen = new Set<unknown>();
  const open = [config];
  while (open.length) {
    const value = open.pop();
    if (isPrivateKey(value)) return true;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const { kty, d, secret } = value as Record<string, unknown>;
    if (kty === 'oct' || (kty && d) || (secret !== undefined && !isRecord(secret))) return true;
    for (const name in value) open.push((value as Record<string, unknown>)[name]);
  }
  return false;
}
