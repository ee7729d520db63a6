import { findValue } from '../lib/find-value.js';
import { isRecord } from '../lib/is-record.js';
import { toPointer } from '../lib/to-pointer.js';
import { fail } from './fail.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * Finds what must never reach a browser: a `secret`, a symmetric or private JWK, a private key in PEM. A feature, node or
 * outcome may be called "secret": then the member is an object, and no secret by itself.
 *
 * @param report - Called with the JSON pointer of each; twice where a place is a secret in two ways.
 */
export function findSecrets(config: unknown, report: (pointer: string) => void): void {
  // A map is walked in its order, also through what is added meanwhile, and holds no value twice.
  const pointers = new Map<unknown, string>([[config, '']]);
  for (const [value, pointer] of pointers) {
    if (isPrivateKey(value)) report(pointer);
    if (!isParent(value)) continue;
    if (isSecretJwk(value)) report(pointer);
    if (hasSecret(value)) report(`${pointer}/secret`);
    for (const [name, member] of Object.entries(value)) {
      if ((typeof member === 'object' || isPrivateKey(member)) && !pointers.has(member))
        pointers.set(member, pointer + toPointer(name));
    }
  }
}

/** Tells whether a config holds a secret, not where: a walk without pointers takes a tenth of the time of one with them. */
export function holdsSecret(config: unknown): boolean {
  const isSecret = (value: unknown): boolean =>
    isParent(value) ? isSecretJwk(value) || hasSecret(value) : isPrivateKey(value);
  return findValue(config, isSecret) !== undefined;
}

/** Throws `secret-in-browser` if a config holds a secret. `explainMistake` finds the pointer. */
export function refuseSecret(config: unknown): void {
  if (holdsSecret(config)) fail('secret-in-browser', '');
}

function isPrivateKey(value: unknown): boolean {
  return typeof value === 'string' && value.includes('PRIVATE KEY-----');
}

function isSecretJwk({ kty, d }: Members): boolean {
  return kty === 'oct' || Boolean(kty && d);
}

function hasSecret({ secret }: Members): boolean {
  return secret !== undefined && !isRecord(secret);
}

/** An object or a list. */
function isParent(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
