import { isRecord } from '../lib/is-record.js';
import { toPointer } from '../lib/to-pointer.js';
import { fail } from './fail.js';

type Members = Readonly<Record<string, unknown>>;

/** A sealing key, or the key of a feature: 32 octets as base64url. Its id may be before it, and others behind it. */
const SEAL_KEY = /^(?:[^\s:,]{1,64}:)?([\w-]{42}[AEIMQUYcgkosw048])(?:,.*)?$/;

/** Least length of such a text. */
const SEAL_KEY_CHARACTERS = 43;

/**
 * Finds what must never reach a browser: a `secret`, a symmetric or private JWK, a private key in PEM, a sealing key. A feature,
 * node or outcome may be called "secret": then the member is an object, and no secret by itself.
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
    for (const name of listSealKeys(value)) report(pointer + toPointer(name));
    for (const [name, member] of Object.entries(value)) {
      if ((typeof member === 'object' || isPrivateKey(member)) && !pointers.has(member))
        pointers.set(member, pointer + toPointer(name));
    }
  }
}

/** Tells whether a config holds a secret, not where: a walk without pointers takes a tenth of the time of one with them. */
export function holdsSecret(config: unknown): boolean {
  // A set is walked in its order, also through what is added meanwhile.
  const entered = new Set<unknown>([config]);
  for (const value of entered) {
    if (isPrivateKey(value)) return true;
    if (!isParent(value)) continue;
    if (isSecretJwk(value) || hasSecret(value)) return true;
    for (const name of Object.keys(value)) {
      const member = value[name];
      if (typeof member === 'object') entered.add(member);
      else if (isPrivateKey(member) || (isSealKey(name, member) && !value['kty'])) return true;
    }
  }
  return false;
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

/** Lists the members that are sealing keys. A JWK has public members of the same form. */
function listSealKeys(value: Members): string[] {
  return value['kty'] ? [] : Object.keys(value).filter((name) => isSealKey(name, value[name]));
}

/**
 * Tells whether a member is a sealing key. The id of a key may be a digest. Under any other name a text has to mix capitals,
 * small letters and digits, as random octets do: then it is no word.
 */
function isSealKey(name: string, member: unknown): boolean {
  if (typeof member !== 'string' || member.length < SEAL_KEY_CHARACTERS || name === 'kid') return false;
  const key = SEAL_KEY.exec(member)?.[1];
  return key !== undefined && (/key|seal/i.test(name) || [/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(key)));
}

/** An object or a list. */
function isParent(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}
