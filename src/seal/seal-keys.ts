import { decodeBase64url } from '../lib/base64url.js';
import { isRecord } from '../lib/is-record.js';
import { KEY_OCTETS, MAX_KID_CHARACTERS } from './limits.js';

/** A sealing key: a master key of the publisher. It never belongs into a config or a page. */
export interface SealKey {
  /** Its id: a text without a dot, a colon, a comma or white space, of at most 64 characters. */
  readonly kid: string;
  /** 32 random octets, as base64url: 43 characters. */
  readonly key: string;
}

/** Master keys by their id, in order: the first seals, all open. */
export type MasterKeys = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * Reads sealing keys.
 *
 * @param value - A list of `{ kid, key }`.
 * @returns `null` where it is not such a list: it is empty, a key is not of 32 octets, an id is not one or comes twice.
 */
export function readSealKeys(value: unknown): MasterKeys | null {
  if (!Array.isArray(value)) return null;
  const keys = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const item of value as readonly unknown[]) {
    if (!isRecord(item)) return null;
    const { kid, key } = item;
    const octets = typeof key === 'string' ? decodeBase64url(key) : null;
    if (!isMasterKid(kid) || octets?.length !== KEY_OCTETS || keys.has(kid)) return null;
    keys.set(kid, octets);
  }
  return keys.size > 0 ? keys : null;
}

/** Finds the master key for the `kid` of a header: its id is what is before the first dot. */
export function findMasterKey(keys: MasterKeys, kid: string): Uint8Array<ArrayBuffer> | undefined {
  return keys.get(kid.split('.', 1)[0]!);
}

function isMasterKid(kid: unknown): kid is string {
  return typeof kid === 'string' && kid.length <= MAX_KID_CHARACTERS && /^[^\0-\x20.:,]+$/.test(kid);
}
