import { isRecord } from '../lib/is-record.js';
import { toPointer } from '../lib/to-pointer.js';

/**
 * Looks for what must never reach a browser: a `secret`, a symmetric or private JWK, a private key in PEM.
 * A feature, node or outcome may well be called "secret": then the member is an object, and no secret by itself.
 *
 * @param tell - Is told the JSON pointer of each; twice where a place is a secret in two ways.
 */
export function findSecrets(config: unknown, tell: (pointer: string) => void): void {
  const seen = new Set<unknown>();
  const open: [value: unknown, pointer: string][] = [[config, '']];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [value, pointer] = entry;
    const record = isRecord(value);
    if (
      record
        ? value['kty'] === 'oct' || (value['kty'] && value['d'])
        : typeof value === 'string' && value.includes('PRIVATE KEY-----')
    )
      tell(pointer);
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [name, member] of Object.entries(value)) {
      const at = pointer + toPointer(name);
      if (record && name === 'secret' && !isRecord(member)) tell(at);
      open.push([member, at]);
    }
  }
}

/** What a text with a secret in it cannot do without; most configs have none of it and need no walk. */
const SUSPICIOUS = /secret|"oct"|"d"|PRIVATE|\\u/;

/** Tells whether a config's text is worth a walk by `findSecrets`. */
export function maySecret(text: string): boolean {
  return SUSPICIOUS.test(text);
}
