import { decodeBase64url, encodeBase64url } from '../../lib/base64url.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { isOrigin } from '../../lib/is-origin.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import { toPointer } from '../../lib/to-pointer.js';
import { EndpointError } from '../endpoint-error.js';
import { BYPASS_LIFETIME_S, MAX_ADDRESS_CHARACTERS, MIN_BYPASS_SECRET_CHARACTERS } from '../limits.js';

/** Another site whose signed links give access. */
export interface TrustedReferrer {
  /** Name for people. */
  readonly title?: string | undefined;
  /** Origins of its pages, such as `https://forum.example`. */
  readonly origins: readonly string[];
  /** The secret that it signs links with, at least 16 characters. It is shared with this site alone. */
  readonly secret: string;
}

/** A link that a reader has followed, as the page reports it. */
export interface GivenBypass {
  /** The signature in the link. */
  readonly btr: string;
  /** Address of the page that links. */
  readonly referrer: string;
}

/** Signs and verifies links of trusted sites. */
export interface Bypass {
  /**
   * Signs a link: `?btr=` of its address.
   *
   * @param referrer - Id of the trusted site.
   * @param path - A path that begins with a slash, or a whole address, of which the path counts.
   * @param lifetime - Seconds. Default: 604,800, a week.
   * @param now - Milliseconds since 1970. Default: the clock.
   * @throws {EndpointError} (rejects) `option-invalid` for an unknown site, or a text that is not a path.
   */
  sign(referrer: string, path: string, lifetime?: number, now?: number): Promise<string>;
  /**
   * Verifies a link in constant time. Never rejects.
   *
   * @param now - Milliseconds since 1970. Default: the clock.
   * @returns Id of the trusted site; `null` for a link that is forged, of another path or site, or over.
   */
  find(given: GivenBypass, path: string | undefined, now?: number): Promise<string | null>;
}

/** End in seconds since 1970, and HMAC with SHA-256. */
const FORM = /^(\d{1,12})\.([\w-]{43})$/;
/** A path, or a whole address. */
const ADDRESS = /^(?:[/\\]|https?:\/\/[^/\\?#])/i;
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

interface Site {
  readonly id: string;
  readonly origins: readonly string[];
  readonly key: () => Promise<CryptoKey>;
}

/**
 * Creates an object that signs and verifies links of trusted sites. The signature is that of `path|end` with the secret of the
 * site, as Zephr's `btr` is a digest of `path|secret`, and it ends. A link counts only when it is followed from a page of the site.
 *
 * @param referrers - Trusted sites by id.
 * @throws {EndpointError} `option-invalid`.
 * @see https://docs.zuora.com/en/zephr/manage-b2b-accounts/bypasses/create-trusted-links "Create trusted links"
 * @example
 * const bypass = createBypass({ forum: { origins: ['https://forum.example'], secret: process.env.FORUM_SECRET } });
 * const link = `https://www.news.example/story?btr=${await bypass.sign('forum', '/story')}`;
 */
export function createBypass(referrers: Readonly<Record<string, TrustedReferrer>>): Bypass {
  const sites = readSites(referrers);
  return {
    sign: async (referrer, path, lifetime = BYPASS_LIFETIME_S, now = Date.now()) => {
      const site = sites.find(({ id }) => id === referrer);
      if (!site) throw new EndpointError('option-invalid', '/referrer', 'must be the id of an entry of "referrers".');
      if (!ADDRESS.test(path) || isAmbiguousPath(path))
        throw new EndpointError('option-invalid', '/path', 'must be a path such as "/story".');
      const end = String(Math.floor(now / 1000) + Math.ceil(lifetime));
      const mac = await crypto.subtle.sign('HMAC', await site.key(), toSigned(path, end));
      return `${end}.${encodeBase64url(new Uint8Array(mac))}`;
    },
    find: async ({ btr, referrer }, path, now = Date.now()) => {
      const [, end, text] = FORM.exec(btr) ?? [];
      const mac = text === undefined ? null : decodeBase64url(text);
      if (!mac || path === undefined || path.length > MAX_ADDRESS_CHARACTERS || isAmbiguousPath(path)) return null;
      const origin = URL.canParse(referrer) ? new URL(referrer).origin : null;
      for (const { id, origins, key } of sites) {
        if (!origins.includes(origin!)) continue;
        const isSigned = await crypto.subtle.verify('HMAC', await key(), mac, toSigned(path, end!));
        if (isSigned && Number(end) * 1000 > now) return id;
      }
      return null;
    },
  };
}

function toSigned(path: string, end: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${toCanonicalPath(path)}|${end}`);
}

function readSites(referrers: unknown): readonly Site[] {
  const refuse = (at: string, wants: string): never => {
    throw new EndpointError('option-invalid', `/referrers${at}`, wants);
  };
  if (!isRecord(referrers)) return refuse('', 'must be an object of trusted sites by id.');
  return Object.keys(referrers).map((id) => {
    const at = toPointer(id);
    const [origins, secret] = ['origins', 'secret'].map((name) => own(own(referrers, id), name));
    if (!Array.isArray(origins) || !origins.length || !origins.every(isOrigin))
      return refuse(`${at}/origins`, 'must be a list of one origin or more, such as "https://forum.example".');
    if (typeof secret !== 'string' || secret.length < MIN_BYPASS_SECRET_CHARACTERS)
      return refuse(`${at}/secret`, `must be a text of at least ${MIN_BYPASS_SECRET_CHARACTERS} characters.`);
    let imported: Promise<CryptoKey> | undefined;
    const key = (): Promise<CryptoKey> =>
      (imported ??= crypto.subtle.importKey('raw', encoder.encode(secret), HMAC, false, ['sign', 'verify']));
    return { id, origins: origins as readonly string[], key };
  });
}
