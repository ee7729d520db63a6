import { CompactSign } from 'jose/jws/compact/sign';
import { generateKeyPairSync } from 'node:crypto';
import { importPKCS8 } from 'jose/key/import';
import type { Edit } from '../../src/edit/edit.js';
import { packEdits } from '../../src/preview/pack-edits.js';
import { signPreview, type PreviewToSign } from '../../src/preview/sign-preview.js';

export const ORIGIN = 'https://news.example';

/** A pair of keys for previews, in PEM. */
export function aPreviewKey(): { readonly publicKey: string; readonly privateKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** Signs a preview of edits, as the command and the console do. */
export function aPreview(
  privateKey: string,
  edits: readonly Edit[],
  options: Partial<PreviewToSign> = {},
): Promise<string> {
  const defaults = { liveText: '{}', origins: [ORIGIN], by: 'preview', now: Date.now() };
  return signPreview({ ...defaults, edits, ...options }, privateKey);
}

/** Signs any payload with any header, as nothing of ours does. `edits` may be edits: they are packed. */
export async function aForgedPreview(
  privateKey: string,
  claims: object,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  const payload: Record<string, unknown> = {
    ...{ v: 1, aud: [ORIGIN], iat, exp: iat + 600, jti: 'one', base: '', edits: [], by: 'preview' },
    ...claims,
  };
  if (Array.isArray(payload['edits'])) payload['edits'] = await packEdits(payload['edits'] as Edit[]);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'zephr-preview+jwt', ...header })
    .sign(await importPKCS8(privateKey, 'ES256'));
}
