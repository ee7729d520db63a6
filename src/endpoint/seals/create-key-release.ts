import { encodeBase64url } from '../../lib/base64url.js';
import { choosePrimitives } from '../../seal/choose-primitives.js';
import { deriveFeatureKey } from '../../seal/derive-keys.js';
import { parseWrappedKey } from '../../seal/envelope.js';
import { releaseKey } from '../../seal/release-key.js';
import { SealError } from '../../seal/seal-error.js';
import { findMasterKey, type MasterKeys } from '../../seal/seal-keys.js';
import { MAX_FEATURE_KEYS } from '../limits.js';
import { ConfirmedSeals, type ConfirmedSeal } from './confirmed-seals.js';

/** Why there is no key for a seal. */
export type KeyReason = 'no-access' | 'seal-invalid' | 'key-unknown' | 'feature-unknown' | 'fault';

/** Unwraps the key of a seal, `header.key`; gives a reason where that fails. Never rejects. */
export type ConfirmSeal = (text: string) => Promise<ConfirmedSeal | KeyReason>;

/**
 * Makes the function that unwraps keys. Nothing of a header counts before that: a header that was made up or changed has another
 * wrapping key. A seal that is confirmed is unwrapped once, and remembered: sealing keys of an endpoint do not change.
 *
 * @param features - Ids of the config's features.
 */
export function createKeyRelease(keys: MasterKeys, features: ReadonlySet<string>): ConfirmSeal {
  const featureKeys = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  const confirmed = new ConfirmedSeals();
  const by = choosePrimitives();
  return async (text) => {
    const remembered = confirmed.find(text);
    if (remembered) return remembered;
    const wrapped = parseWrappedKey(text);
    if (!wrapped) return 'seal-invalid';
    const { fields, header } = wrapped;
    const { kid, feature } = fields;
    const masterKey = findMasterKey(keys, kid);
    if (!masterKey) return 'key-unknown';
    if (!features.has(feature)) return 'feature-unknown';
    const name = JSON.stringify([kid, feature]);
    const known = featureKeys.get(name);
    const featureKey = known ?? deriveFeatureKey(masterKey, kid, feature, by.expand);
    try {
      const key = encodeBase64url(await releaseKey(await featureKey, header, wrapped.wrapped, by));
      // Only a confirmed header is worth a place: anyone can write a period after the id of a key.
      if (!known) {
        if (featureKeys.size >= MAX_FEATURE_KEYS) featureKeys.clear();
        featureKeys.set(name, featureKey);
      }
      const seal = { fields, key };
      confirmed.keep(text, seal);
      return seal;
    } catch (error) {
      return error instanceof SealError && error.code === 'seal-invalid' ? 'seal-invalid' : 'fault';
    }
  };
}
