import { isRecord } from '../lib/is-record.js';
import { toPointer } from '../lib/to-pointer.js';

/**
 * Looks for what must never reach a browser: a `secret`, a symmetric or private JWK, a private key in PEM.
 * A feature, node or outcome may well be called "secret": then the member is an object, and no secret by itself.
 *
 * @returns JSON pointer of the first one, or `null`.
 */
export function findSecret(config: unknown): string | null {
  const seen = new Set<unknown>();
  const open: [value: unknown, pointer: string][] = [[config, '']];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [value, pointer] = entry;
    if (typeof value === 'string' && value.includes('PRIVATE KEY-----')) return pointer;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const record = isRecord(value);
    if (record && (value['kty'] === 'oct' || (value['kty'] && value['d']))) return pointer;
    for (const [name, member] of Object.entries(value)) {
      const at = pointer + toPointer(name);
      if (record && name === 'secret' && !isRecord(member)) return at;
      open.push([member, at]);
    }
  }
  return null;
}

/** What a text with a secret in it cannot do without; most configs have none of it and need no walk. */
const SUSPICIOUS = /secret|"oct"|"d"|PRIVATE|\\u/;

/** Tells whether a config's text is worth a walk by `findSecret`. */
export function maySecret(text: string): boolean {
  return SUSPICIOUS.test(text);
}
