import type { TestReader } from '../model/readers-types.js';

/** `typ` of a signed preview. */
export const PREVIEW_TYPE = 'zephr-preview+jwt';

/** Payload of a signed preview: a JWS in the compact form (RFC 7515), ES256. */
export interface PreviewClaims {
  /** Version of the format. */
  readonly v: 1;
  /** Origins of the pages that it is for. */
  readonly aud: readonly string[];
  /** When it was signed, in seconds since 1970. */
  readonly iat: number;
  /** When it ends, in seconds since 1970; at most `MAX_PREVIEW_HOURS` later. */
  readonly exp: number;
  /** A random id, so that no two previews are the same. */
  readonly jti: string;
  /** SHA-256 of the octets of the live config, in hex. */
  readonly base: string;
  /** Base64url of deflate-raw (RFC 1951) of the JSON of a list of edits, `[{ pointer, before, after }]`. */
  readonly edits: string;
  /** Readers that the page can be seen as, by name. */
  readonly readers?: Readonly<Record<string, TestReader>>;
  /** Name of its maker, for people. */
  readonly by: string;
}
