/** Seals with known keys. */
import { decodeBase64url, encodeBase64url } from '../../src/lib/base64url.js';
import { deriveFeatureKey } from '../../src/seal/derive-keys.js';
import type { SealFields } from '../../src/seal/envelope.js';
import { sealContent } from '../../src/seal/seal-content.js';

/** The master key of the vector: the octets 0 to 31. */
export const MASTER_KEY = Uint8Array.from({ length: 32 }, (_, index) => index);

/** The same as a sealing key. */
export const SEAL_KEY = { kid: '1', key: encodeBase64url(MASTER_KEY) };

/** The vector of the format, not deflated, as docs/security/seal-format.md has it. */
export const VECTOR = {
  featureKey: 'ZiOa9ez77jSAm3T1cQvh5hGcqFRrGUE_sbzWDlR7DVw',
  wrappingKey: 'CFH96PBle_sJU6JNE_VCD-O-osidfqrMClqIEbJT8Sc',
  contentKey: 'rV-Kb1pUOuStUA5-mEthagpKTVJ_iU1mRJJzg04IjBM',
  content: '<p>Behind the wall: ünïcode.</p>',
  seal: [
    'eyJhbGciOiJBMjU2S1ciLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiemVwaHItc2VhbCIsImN0eSI6InRleHQvaHRtbCIsImtpZCI6IjEiLCJ6ZXBociI6eyJ2IjoxLCJmZWF0dXJlIjoiYXJ0aWNsZXMiLCJwYXRoIjoiL3N0b3J5IiwicGFydCI6MH19',
    '-nzeuWH_2IN04Av0w6BRNhGSEUPMlrWi-UOMHwPaH7sUNAdYOwVHIw',
    'rLMlw9g9LZZ3fpmx',
    '5Mqqt-gc7iTC5HgqtrniDU3XADk3FW30g1qJYKre0g0uhg',
    'teDndGkimOT6_cuy6_GNlQ',
  ].join('.'),
};

/** The octets of base64url. */
export function octetsOf(text: string): Uint8Array<ArrayBuffer> {
  const octets = decodeBase64url(text);
  if (!octets) throw new Error('not base64url');
  return octets;
}

/** The content of the header of a seal. */
export function someSealFields(fields: Partial<SealFields> = {}): SealFields {
  return { kid: '1', feature: 'articles', path: '/story', part: 0, isDeflated: true, cty: 'text/html', ...fields };
}

/** Seals a content with the master key of the vector, or with another one. */
export async function aSeal(
  content: string,
  fields: Partial<SealFields> = {},
  masterKey: Uint8Array<ArrayBuffer> = MASTER_KEY,
): Promise<string> {
  const all = someSealFields(fields);
  return sealContent(content, all, await deriveFeatureKey(masterKey, all.kid, all.feature));
}

/** The text with one character of one of its parts replaced by another of the alphabet. */
export function changePart(seal: string, part: number, at = 0): string {
  const parts = seal.split('.');
  const text = parts[part]!;
  parts[part] = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  return parts.join('.');
}
