import { CompactSign } from 'jose/jws/compact/sign';
import { compactVerify } from 'jose/jws/compact/verify';
import type { Jwk } from '../../model/config.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { own } from '../../lib/own.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import { EndpointError } from '../endpoint-error.js';
import { GIFT_LIFETIME_S } from '../limits.js';
import { readSecretOption } from '../keys/read-secret-option.js';
import { readSigningKey } from '../keys/read-signing-key.js';
import { deriveGiftKey } from './derive-gift-key.js';

/** Keys that gifts are signed with: the endpoint's own options, of which the first is used. */
export interface GiftOptions {
  /** The signing key of the endpoint; an extractable one. */
  readonly signingKey?: string | Jwk | CryptoKey | undefined;
  /** The shared secret of the endpoint. */
  readonly secret?: string | Uint8Array | undefined;
}

/** The content of a gift's token. */
export interface Gift {
  /** Unique id, which a session claims. */
  readonly id: string;
  /** The canonical path that the gift opens, without query and fragment. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Signs and verifies the tokens of gift links: `?gift=…` opens one path for one session. */
export interface Gifts {
  /**
   * Signs a token for a path.
   *
   * @param path - A path that begins with a slash, or a whole address, of which the path counts.
   * @param lifetime - Seconds. Default: 604,800, a week.
   * @param now - Milliseconds since 1970. Default: the clock.
   * @throws {EndpointError} (rejects) `key-missing` without a key to sign with; `option-invalid` for a text that is not a
   *   path.
   */
  mint(path: string, lifetime?: number, now?: number): Promise<string>;
  /**
   * Verifies a token. Never rejects.
   *
   * @param now - Milliseconds since 1970. Default: the clock.
   */
  read(token: string, now?: number): Promise<Gift | 'expired' | 'invalid'>;
}

/** A path, or a whole address. */
const ADDRESS = /^(?:[/\\]|https?:\/\/[^/\\?#])/i;
const TYPE = 'zephr-gift+jwt';
const AUDIENCE = 'zephr-gift';
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Creates an object that signs and verifies gift tokens with the endpoint's keys: ES256 with the signing key, if its public
 * half can be exported, or else HS256 with a key derived from the secret. Gifts have their own type and audience, so a gift
 * never passes for a reader's token, nor a token for a gift.
 *
 * @throws {EndpointError} `signing-key-invalid`, `secret-invalid` or `secret-empty`.
 * @example
 * const gifts = createGifts({ secret: process.env.ZEPHR_JWT_SECRET });
 * const link = `https://www.news.example/story?gift=${await gifts.mint('/story')}`;
 */
export function createGifts({ signingKey, secret }: GiftOptions): Gifts {
  const pair = signingKey === undefined ? null : readSigningKey(signingKey);
  const derive = secret === undefined ? null : deriveGiftKey(readSecretOption(secret, {}).octets);
  const signer = pair?.verify ? { alg: 'ES256', key: pair.sign } : derive ? { alg: 'HS256', key: derive } : null;

  return {
    mint: async (path, lifetime = GIFT_LIFETIME_S, now = Date.now()) => {
      if (!ADDRESS.test(path) || isAmbiguousPath(path))
        throw new EndpointError('option-invalid', '/path', 'must be a path such as "/story".');
      if (!signer) throw new EndpointError('key-missing', '', 'need "signingKey" or "secret" to sign a gift with.');
      const iat = Math.floor(now / 1000);
      const payload = {
        aud: AUDIENCE,
        path: toCanonicalPath(path),
        jti: crypto.randomUUID(),
        iat,
        exp: iat + Math.ceil(lifetime),
      };
      return new CompactSign(encoder.encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: signer.alg, typ: TYPE })
        .sign(await signer.key());
    },

    read: async (token, now = Date.now()) => {
      try {
        const keys: Record<string, (() => Promise<CryptoKey>) | null | undefined> = {
          ES256: pair?.verify,
          HS256: derive,
        };
        const algorithms = Object.keys(keys).filter((alg) => keys[alg]);
        const verified = await compactVerify(token, ({ alg }) => keys[alg]!(), { algorithms });
        if (verified.protectedHeader.typ !== TYPE) return 'invalid';
        return readPayload(JSON.parse(decoder.decode(verified.payload)), now);
      } catch {
        return 'invalid';
      }
    },
  };
}

function readPayload(payload: unknown, now: number): Gift | 'expired' | 'invalid' {
  const [aud, path, id, exp] = ['aud', 'path', 'jti', 'exp'].map((name) => own(payload, name));
  if (aud !== AUDIENCE || typeof path !== 'string' || typeof id !== 'string' || typeof exp !== 'number')
    return 'invalid';
  return exp * 1000 <= now ? 'expired' : { id, path: toCanonicalPath(path), expiresAt: exp * 1000 };
}
