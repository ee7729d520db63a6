import { deriveFeatureKey } from '../seal/derive-keys.js';
import { SealError } from '../seal/seal-error.js';
import { readSealKeys, type MasterKeys, type SealKey } from '../seal/seal-keys.js';

/** The keys of a sealer. */
export interface FeatureKeys {
  /** All master keys: the first seals. */
  readonly masterKeys: MasterKeys;
  /** Id of the key that seals. */
  readonly kid: string;
  /** Derives the key that seals a feature; once each. */
  readonly of: (feature: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Reads sealing keys and derives those of features from the first.
 *
 * @throws {SealError} `seal-key-invalid` where one is not a sealing key.
 */
export function createFeatureKeys(keys: readonly SealKey[]): FeatureKeys {
  const masterKeys = readSealKeys(keys);
  if (!masterKeys)
    throw new SealError(
      'seal-key-invalid',
      'A sealing key is { kid, key }: an id without a dot, which no other key has, and 32 octets as base64url. Make one with "zephr keys --seal".',
    );
  const [[kid, masterKey]] = [...masterKeys] as [[string, Uint8Array<ArrayBuffer>]];
  const derived = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const of = (feature: string): Promise<Uint8Array<ArrayBuffer>> => {
    const known = derived.get(feature) ?? deriveFeatureKey(masterKey, kid, feature);
    derived.set(feature, known);
    return known;
  };
  return { masterKeys, kid, of };
}
