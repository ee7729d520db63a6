import { decodeBase64url } from '../lib/base64url.js';
import { isRecord } from '../lib/is-record.js';
import { parsePlain } from '../lib/parse-plain.js';
import {
  MAX_HEADER_CHARACTERS,
  MAX_KID_CHARACTERS,
  MAX_SEAL_CHARACTERS,
  NONCE_OCTETS,
  TAG_OCTETS,
  WRAPPED_OCTETS,
} from './limits.js';

/** `typ` of the protected header. */
export const SEAL_TYPE = 'zephr-seal';

/** Data of a page that rules of its feature ask for, in the publisher's word: the endpoint decides by them. */
export interface SealFacts {
  /** Meta tags, by name. */
  readonly meta?: Readonly<Record<string, string>>;
  /** Custom data of the page. */
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Host of the page, as `location.hostname` has it. */
  readonly host?: string;
}

/** Says what a seal holds. All of it is authenticated: another value needs another key. */
export interface SealFields {
  /** Id of the master key, up to the first dot; a period may follow, as in `2.2026-12`. */
  readonly kid: string;
  /** Id of the feature. */
  readonly feature: string;
  /** Path of the page, as `location.pathname` has it. */
  readonly path: string;
  /** Number of the part within the feature of the page: 0, 1, … */
  readonly part: number;
  readonly facts?: SealFacts;
  /** Whether the content is deflated (RFC 1951) before it is encrypted. */
  readonly isDeflated: boolean;
  /** Media type of the content. */
  readonly cty: string;
}

/** Header and wrapped key of a seal: what an endpoint is given. */
export interface WrappedKey {
  /** The protected header as it is in the seal, base64url. */
  readonly header: string;
  readonly fields: SealFields;
  /** The content key, wrapped by AES-KW. */
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

/** A whole seal: a JWE in the compact form. */
export interface Seal extends WrappedKey {
  /** `header.key`: what `POST /zephr/keys` takes. */
  readonly question: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  /** The ciphertext, and the tag behind it, as WebCrypto has them. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/**
 * Parses a seal: a JWE in the compact form (RFC 7516, section 7.1) with the header of one. Nothing is verified yet.
 *
 * @param text - White space around it is left out.
 * @returns `null` for a text that is not a seal: wrong number of parts, not strict base64url, another algorithm, type or version.
 */
export function parseSeal(text: string): Seal | null {
  const parts = text.trim().split('.', 6);
  if (text.length > MAX_SEAL_CHARACTERS || parts.length !== 5) return null;
  const question = `${parts[0]}.${parts[1]}`;
  const key = parseWrappedKey(question);
  const [nonce, body, tag] = parts.slice(2).map(decodeBase64url);
  if (!key || nonce?.length !== NONCE_OCTETS || !body || tag?.length !== TAG_OCTETS) return null;
  const ciphertext = new Uint8Array(body.length + TAG_OCTETS);
  ciphertext.set(body);
  ciphertext.set(tag, body.length);
  return { ...key, question, nonce, ciphertext };
}

/**
 * Parses the beginning of a seal, `header.key`. Nothing is verified yet: `releaseKey` does it.
 *
 * @returns `null` for any other text.
 */
export function parseWrappedKey(text: string): WrappedKey | null {
  const [header = '', key = '', ...more] = text.split('.', 3);
  if (more.length > 0 || header.length > MAX_HEADER_CHARACTERS) return null;
  const fields = readHeader(header);
  const wrapped = decodeBase64url(key);
  return fields && wrapped?.length === WRAPPED_OCTETS ? { header, fields, wrapped } : null;
}

function readHeader(text: string): SealFields | null {
  const octets = decodeBase64url(text);
  if (!octets) return null;
  let header: unknown;
  try {
    header = parsePlain(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets));
  } catch {
    return null;
  }
  return isRecord(header) ? readFields(header) : null;
}

function readFields({
  alg,
  enc,
  zip,
  typ,
  cty,
  kid,
  crit,
  zephr,
}: Readonly<Record<string, unknown>>): SealFields | null {
  // RFC 7516, section 4.1.13: a recipient refuses critical extensions that it does not know.
  if (alg !== 'A256KW' || enc !== 'A256GCM' || typ !== SEAL_TYPE || crit !== undefined) return null;
  if (zip !== undefined && zip !== 'DEF') return null;
  if (!isRecord(zephr) || zephr['v'] !== 1 || !isKid(kid) || typeof cty !== 'string') return null;
  const { feature, path, part, facts } = zephr;
  if (typeof feature !== 'string' || !feature || typeof path !== 'string' || !path.startsWith('/')) return null;
  if (!Number.isSafeInteger(part) || (part as number) < 0 || !isFacts(facts)) return null;
  const known = { kid, feature, path, part: part as number, isDeflated: zip !== undefined, cty };
  return facts === undefined ? known : { ...known, facts };
}

/** Returns whether a value can be the id of a sealing key, with a period or without. */
function isKid(kid: unknown): kid is string {
  return (
    typeof kid === 'string' && kid.length <= MAX_KID_CHARACTERS && /^[^\0-\x20.:,]+(?:\.[^\0-\x20:,]+)?$/.test(kid)
  );
}

function isFacts(facts: unknown): facts is SealFacts | undefined {
  if (facts === undefined) return true;
  if (!isRecord(facts) || !['string', 'undefined'].includes(typeof facts['host'])) return false;
  return [facts['meta'], facts['customData']].every((part) => part === undefined || isRecord(part));
}
