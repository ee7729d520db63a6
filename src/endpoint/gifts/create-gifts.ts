import { CompactSign } from 'jose/jws/compact/sign';
import { compactVerify } from 'jose/jws/compact/verify';
import type { Jwk } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { EndpointError } from '../endpoint-error.js';
import { readSecretOption } from '../keys/read-secret-option.js';
import { readSigningKey } from '../keys/read-signing-key.js';
import { deriveGiftKey } from './derive-gift-key.js';
import { toPathname } from './to-pathname.js';

/** The endpoint's own options; gifts are signed with the first of them. */
export interface GiftOptions {
  readonly signingKey?: string | Jwk | CryptoKey | undefined;
  readonly secret?: string | Uint8Array | undefined;
}

/** A gift as its token says it. */
export interface Gift {
  /** Unique; what is claimed. */
  readonly id: string;
  /** The path that it opens, as an address has it, without query and fragment. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Makes and reads the tokens of gift links: `?gift=…` opens one path for one session. */
export interface Gifts {
  /**
   * Mints a token for a path, or for that of a whole address.
   *
   * @param lifetime - Seconds; a week unless told.
   * @param now - Milliseconds since 1970; default the clock.
   * @throws {EndpointError} (rejects) `key-missing` without a key to sign with, `option-invalid` for what is no path.
   */
  mint(path: string, lifetime?: number, now?: number): Promise<string>;
  /** Reads a token. Never rejects. */
  read(token: string, now?: number): Promise<Gift | 'expired' | 'invalid'>;
}

const TYPE = 'zephr-gift+jwt';
const AUDIENCE = 'zephr-gift';
const WEEK = 604_800;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Makes gifts of the endpoint's keys: signed by ES256 with the signing key, where its public half can be had to read them
 * again, else by HS256 with a key derived from the secret. Type and audience are a gift's alone, so that none passes for a
 * reader's token nor the other way round.
 *
 * @throws {EndpointError} `signing-key-invalid`, `secret-invalid` or `secret-empty`.
 */
export function createGifts({ signingKey, secret }: GiftOptions): Gifts {
  const pair = signingKey === undefined ? null : readSigningKey(signingKey);
  const derive = secret === undefined ? null : deriveGiftKey(readSecretOption(secret, {}).octets);
  const signer = pair?.verify ? { alg: 'ES256', key: pair.sign } : derive ? { alg: 'HS256', key: derive } : null;

  return {
    mint: async (path, lifetime = WEEK, now = Date.now()) => {
      const pathname = toPathname(path);
      if (pathname === null) throw new EndpointError('option-invalid', '/path', 'must be a path such as "/story".');
      if (!signer) throw new EndpointError('key-missing', '', 'need "signingKey" or "secret" to sign a gift with.');
      const iat = Math.floor(now / 1000);
      const payload = { aud: AUDIENCE, path: pathname, jti: crypto.randomUUID(), iat, exp: iat + Math.ceil(lifetime) };
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
  return exp * 1000 <= now ? 'expired' : { id, path, expiresAt: exp * 1000 };
}
