import { isKey } from '../../config/jwt-shape.js';
import { own } from '../../lib/own.js';
import type { Config, PreviewConfig } from '../../model/config.js';

/** Reads the config's `preview`; `null` where it has none, or none with a public key. A mistake in it breaks nothing else. */
export function readPreviewConfig(config: unknown): PreviewConfig | null {
  const preview = own(config, 'preview') as Config['preview'];
  if (isKey(own(preview, 'publicKey'), {}) !== true) return null;
  const { publicKey, origins } = preview!;
  return { publicKey, ...(Array.isArray(origins) && { origins }) };
}
