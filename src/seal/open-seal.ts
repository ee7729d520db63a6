import { choosePrimitives } from './choose-primitives.js';
import { deriveFeatureKey } from './derive-keys.js';
import { parseSeal, type Seal } from './envelope.js';
import { openContent } from './open-content.js';
import { releaseKey } from './release-key.js';
import { requireCrypto, SealError } from './seal-error.js';
import { findMasterKey, type MasterKeys } from './seal-keys.js';

/**
 * Opens a seal with master keys.
 *
 * @returns The content.
 * @throws {SealError} (rejects) `seal-broken`, `seal-invalid`, `seal-too-large` or `seal-unsupported`; `key-unknown` where no
 *   key has the `kid` of the seal.
 */
export async function openWithMasterKeys(text: string, keys: MasterKeys): Promise<{ seal: Seal; content: string }> {
  const seal = parseSeal(text);
  if (!seal) throw new SealError('seal-broken', 'The text is not a seal.');
  const { kid, feature } = seal.fields;
  const masterKey = findMasterKey(keys, kid);
  if (!masterKey) throw new SealError('key-unknown', `No key has the id "${kid}" of the seal.`);
  requireCrypto(seal.fields.isDeflated);
  const by = choosePrimitives();
  const featureKey = await deriveFeatureKey(masterKey, kid, feature, by.expand);
  return { seal, content: await openContent(seal, await releaseKey(featureKey, seal.header, seal.wrapped, by)) };
}
