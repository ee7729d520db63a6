import { encode } from 'jose/base64url';
import { CompactSign } from 'jose/jws/compact/sign';
import { importPKCS8 } from 'jose/key/import';
import { checkEdits } from '../edit/check-edits.js';
import type { Edit } from '../edit/edit.js';
import type { TestReader } from '../model/readers-types.js';
import { findFrozenEdits } from './frozen-members.js';
import { isOrigin } from '../lib/is-origin.js';
import { hashBase } from './hash-base.js';
import {
  DEFAULT_PREVIEW_HOURS,
  MAX_EDITS_BYTES,
  MAX_LABEL_CHARACTERS,
  MAX_PREVIEW_CHARACTERS,
  MAX_PREVIEW_EDITS,
  MAX_PREVIEW_HOURS,
  MAX_PREVIEW_ORIGINS,
  MAX_PREVIEW_READERS,
} from './limits.js';
import { packEdits } from './pack-edits.js';
import { PREVIEW_TYPE, type PreviewClaims } from './preview-claims.js';
import { PreviewError, type PreviewReason } from './preview-error.js';

/** A preview to be signed. */
export interface PreviewToSign {
  /** The live config as its file holds it: its text, or its octets. */
  readonly liveText: string | Uint8Array<ArrayBuffer>;
  /** Edits that make the draft of the live config. */
  readonly edits: readonly Edit[];
  /** Origins of the pages that it is for, such as `https://news.example`. */
  readonly origins: readonly string[];
  /** Readers that the page can be seen as, by name. */
  readonly readers?: Readonly<Record<string, TestReader>> | undefined;
  /** Name of its maker, for people. */
  readonly by: string;
  /** How long it lasts. Default: 1 hour; at most 8. */
  readonly hours?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Signs a preview of a draft.
 *
 * @param privateKey - The private half of the config's `preview.publicKey`: P-256, PKCS #8 in PEM.
 * @returns A JWS in the compact form.
 * @throws {PreviewError} (rejects) `preview-too-long`, `preview-frozen`, `preview-origin`, `preview-too-large`,
 *   `preview-malformed`, or `preview-key`.
 * @throws {EditError} (rejects) `edit-malformed` or `edit-too-large`.
 */
export async function signPreview(preview: PreviewToSign, privateKey: string): Promise<string> {
  const { liveText, edits, origins, readers, by, hours = DEFAULT_PREVIEW_HOURS, now } = preview;
  checkPreview(preview, hours);
  const packed = await packEdits(checkEdits(edits));
  // A page would refuse it.
  if (new TextEncoder().encode(JSON.stringify(edits)).length > MAX_EDITS_BYTES)
    refuse('preview-too-large', 'edits', `they have more than ${MAX_EDITS_BYTES} octets of JSON.`);
  const key = await importKey(privateKey);
  const iat = Math.floor(now / 1000);
  const claims: PreviewClaims = {
    v: 1,
    aud: origins,
    iat,
    exp: iat + Math.floor(hours * 3600),
    jti: encode(crypto.getRandomValues(new Uint8Array(12))),
    base: await hashBase(liveText),
    edits: packed,
    ...(readers && Object.keys(readers).length > 0 && { readers }),
    by,
  };
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ: PREVIEW_TYPE })
    .sign(key);
  if (jws.length > MAX_PREVIEW_CHARACTERS)
    refuse(
      'preview-too-large',
      'preview',
      `it has ${jws.length} characters of at most ${MAX_PREVIEW_CHARACTERS}. Give fewer edits or readers.`,
    );
  return jws;
}

function checkPreview({ edits, origins, readers = {}, by }: PreviewToSign, hours: number): void {
  if (!(hours > 0 && hours <= MAX_PREVIEW_HOURS))
    refuse('preview-too-long', 'hours', `a preview lasts at most ${MAX_PREVIEW_HOURS} hours, not ${hours}.`);
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined)
    refuse('preview-origin', 'origins', `"${wrong}" is not an origin, such as https://news.example.`);
  if (origins.length === 0 || origins.length > MAX_PREVIEW_ORIGINS)
    refuse('preview-origin', 'origins', `a preview is for 1 to ${MAX_PREVIEW_ORIGINS} origins, not ${origins.length}.`);
  const [frozen] = findFrozenEdits(edits);
  if (frozen)
    refuse(
      'preview-frozen',
      frozen.pointer || 'config',
      frozen.member ? `a preview may not change "${frozen.member}".` : 'a preview may not replace the whole config.',
    );
  if (edits.length > MAX_PREVIEW_EDITS)
    refuse('preview-too-large', 'edits', `a preview holds at most ${MAX_PREVIEW_EDITS} edits, not ${edits.length}.`);
  const count = Object.keys(readers).length;
  if (count > MAX_PREVIEW_READERS)
    refuse('preview-too-large', 'readers', `a preview holds at most ${MAX_PREVIEW_READERS} readers, not ${count}.`);
  if (!by || by.length > MAX_LABEL_CHARACTERS)
    refuse('preview-malformed', 'by', `the label of a preview has 1 to ${MAX_LABEL_CHARACTERS} characters.`);
}

async function importKey(pem: string): Promise<CryptoKey> {
  try {
    return await importPKCS8(pem.trim(), 'ES256');
  } catch {
    const isSec1 = pem.includes('BEGIN EC PRIVATE KEY');
    return refuse(
      'preview-key',
      'privateKey',
      isSec1
        ? 'is in the form SEC 1; "openssl pkcs8 -topk8 -nocrypt" makes PKCS #8 of it.'
        : 'is not a private key on the curve P-256 in PKCS #8: "-----BEGIN PRIVATE KEY-----" …',
    );
  }
}

function refuse(code: PreviewReason, place: string, detail: string): never {
  throw new PreviewError(code, place, detail);
}
