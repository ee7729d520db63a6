import type { Edit } from '../edit/edit.js';
import { isRecord } from '../lib/is-record.js';
import { FILE_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import type { Jwk } from '../model/config.js';
import type { PreviewReason } from '../model/codes.js';
import type { TokenResult } from '../model/token.js';
import { findFrozenEdits } from './frozen-members.js';
import { isOrigin } from '../lib/is-origin.js';
import {
  MAX_CLOCK_SKEW_S,
  MAX_LABEL_CHARACTERS,
  MAX_PREVIEW_CHARACTERS,
  MAX_PREVIEW_EDITS,
  MAX_PREVIEW_HOURS,
  MAX_PREVIEW_ORIGINS,
  MAX_PREVIEW_READERS,
} from './limits.js';
import { unpackEdits } from './unpack-edits.js';
import { PREVIEW_TYPE, type PreviewClaims } from './preview-claims.js';

/** Why a preview does not count. */
export type ReadReason = Exclude<PreviewReason, 'preview-off' | 'preview-unknown'>;

/** A preview that has verified. */
export type VerifiedPreview = Omit<PreviewClaims, 'edits'> & {
  /** Edits that make the draft of the live config. */
  readonly edits: readonly Edit[];
};

/** The conditions of a page for previews. */
export interface PreviewTerms {
  /** `preview.publicKey` of the live config. */
  readonly publicKey: string | Jwk;
  /** `preview.origins` of the live config. */
  readonly origins?: readonly string[] | undefined;
  /** Origin of the page; `null` for an endpoint, which keeps previews of all its sites. */
  readonly origin: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Reads a signed preview: form, algorithm and type, then the signature, then whom it is for and until when, then the edits. So
 * nothing is said about the content of a preview that an unknown key signed, and nothing of it is inflated.
 *
 * The verifier of tokens checks form and signature, with `ES256` as the only algorithm: `none`, and the public key as an HMAC
 * secret, have no way in.
 *
 * @returns The preview, or the reason why it does not count. Never rejects.
 */
export async function readPreview(
  jws: string,
  terms: PreviewTerms,
): Promise<{ readonly preview: VerifiedPreview } | { readonly reason: ReadReason }> {
  try {
    if (jws.length > MAX_PREVIEW_CHARACTERS) return { reason: 'preview-too-large' };
    const result = await verify(jws, terms);
    if (result.status !== 'valid') return { reason: REASONS[result.reason ?? ''] ?? 'preview-malformed' };
    const claims: unknown = result.claims;
    if (!isPreviewClaims(claims)) return { reason: 'preview-malformed' };
    const reason = checkTerms(claims, terms);
    return reason ? { reason } : await openEdits(claims);
  } catch {
    // A member that has getters, or a browser without something that this needs.
    return { reason: 'preview-unverified' };
  }
}

/** Reasons of the verifier of tokens; any other one says that the form is wrong. */
const REASONS: Readonly<Record<string, ReadReason>> = {
  'too-large': 'preview-too-large',
  signature: 'preview-signature',
  'key-unknown': 'preview-key',
  'weak-key': 'preview-key',
  expired: 'preview-expired',
  unsupported: 'preview-unverified',
  'insecure-context': 'preview-unverified',
};

async function verify(jws: string, { publicKey, now }: PreviewTerms): Promise<TokenResult> {
  const { createVerifier } = await within(FILE_TIMEOUT_MS, 'verify.js', import('../token/verify/create-verifier.js'));
  const ports = { fetch, now: () => now, _typ: PREVIEW_TYPE, _maxCharacters: MAX_PREVIEW_CHARACTERS };
  try {
    const check = createVerifier({ publicKey, algorithms: ['ES256'], sources: ['option'] }, ports);
    return (await check({ option: jws, query: null, cookies: '' })).result;
  } catch {
    // The key of the config does not import.
    return { status: 'invalid', reason: 'key-unknown' };
  }
}

function isPreviewClaims(value: unknown): value is PreviewClaims {
  if (!isRecord(value)) return false;
  const { v, aud, iat, exp, jti, base, edits, readers, by } = value;
  return (
    v === 1 &&
    Array.isArray(aud) &&
    aud.length <= MAX_PREVIEW_ORIGINS &&
    aud.every(isOrigin) &&
    [iat, exp].every(Number.isSafeInteger) &&
    [jti, base, edits, by].every((text) => typeof text === 'string') &&
    (by as string).length <= MAX_LABEL_CHARACTERS &&
    (readers === undefined || isReaders(readers))
  );
}

function isReaders(value: unknown): boolean {
  const readers = isRecord(value) ? Object.values(value) : null;
  return readers !== null && readers.length <= MAX_PREVIEW_READERS && readers.every(isRecord);
}

function checkTerms({ aud, iat, exp }: PreviewClaims, { origins, origin, now }: PreviewTerms): ReadReason | null {
  const isFor = (all: readonly string[]): boolean => origin === null || all.includes(origin);
  if (!isFor(aud) || (origins && !isFor(origins))) return 'preview-origin';
  if (exp - iat > MAX_PREVIEW_HOURS * 3600) return 'preview-too-long';
  return iat > now / 1000 + MAX_CLOCK_SKEW_S ? 'preview-not-yet' : null;
}

async function openEdits(
  claims: PreviewClaims,
): Promise<{ readonly preview: VerifiedPreview } | { readonly reason: ReadReason }> {
  const edits = await unpackEdits(claims.edits).catch(() => undefined);
  if (edits === undefined) return { reason: 'preview-malformed' };
  if (edits === null || edits.length > MAX_PREVIEW_EDITS) return { reason: 'preview-too-large' };
  if (findFrozenEdits(edits).length > 0) return { reason: 'preview-frozen' };
  return { preview: { ...claims, edits } };
}
