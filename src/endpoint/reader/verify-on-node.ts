import type { RawToken } from '../../model/token.js';
import { nodeModule, type NodeKey } from '../../seal/node-module.js';
import { MIN_RSA_BITS } from '../../token/limits.js';

/** Most bits of an RSA key that is verified on the thread of the requests: it takes less than a tenth of a millisecond. */
const MOST_BITS = 4096;

/** Members of the keys of WebCrypto that are for one algorithm of JWS (RFC 7518, section 3.1). */
interface KeyForm {
  readonly name: string;
  /** Of HMAC and RSA. */
  readonly hash?: string;
  readonly namedCurve?: string;
}

/**
 * The algorithms that are verified on the thread of the requests. ECDSA on the larger curves is not among them: it takes as long
 * as several requests, which a thread of its own does meanwhile.
 */
const FORMS: Readonly<Record<string, KeyForm>> = {
  ...Object.fromEntries(
    ['256', '384', '512'].flatMap((bits) => {
      const hash = `SHA-${bits}`;
      return [
        [`HS${bits}`, { name: 'HMAC', hash }],
        [`RS${bits}`, { name: 'RSASSA-PKCS1-v1_5', hash }],
        [`PS${bits}`, { name: 'RSA-PSS', hash }],
      ];
    }),
  ),
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  EdDSA: { name: 'Ed25519' },
  Ed25519: { name: 'Ed25519' },
};

/** The members that the algorithms of keys have. */
interface AnyAlgorithm {
  readonly name: string;
  readonly hash?: { readonly name: string };
  readonly namedCurve?: string;
  readonly modulusLength?: number;
}

/**
 * Tells whether a key has signed a token; `null` where that is to be left to WebCrypto.
 *
 * @param token - Three parts of strict base64url.
 */
export type VerifyAtOnce = (token: RawToken, alg: string, key: CryptoKey) => boolean | null;

/** Whether this is Node itself, and not a runtime that imitates it: of those each has other gaps. */
function isNode(): boolean {
  const { process, navigator } = globalThis as {
    process?: { versions?: Readonly<Record<string, string>> };
    navigator?: { readonly userAgent?: string };
  };
  const { node, deno, bun } = process?.versions ?? {};
  return node !== undefined && deno === undefined && bun === undefined && navigator?.userAgent !== 'Cloudflare-Workers';
}

/**
 * Makes the function that verifies signatures by `node:crypto`, at once. WebCrypto hands each one to a thread and waits for it,
 * which takes several times as long as most signatures do.
 *
 * @returns `null` in runtimes other than Node.
 */
export function createNodeVerifier(): VerifyAtOnce | null {
  const node = isNode() ? nodeModule('node:crypto') : undefined;
  if (!node) return null;
  const { RSA_PKCS1_PSS_PADDING: padding } = node.constants;
  const keys = new WeakMap<CryptoKey, NodeKey>();
  const toNodeKey = (key: CryptoKey): NodeKey => {
    const known = keys.get(key) ?? node.KeyObject.from(key);
    keys.set(key, known);
    return known;
  };

  return (token, alg, cryptoKey) => {
    const form = Object.hasOwn(FORMS, alg) ? FORMS[alg]! : null;
    if (!form || !isOf(form, cryptoKey)) return null;
    const key = toNodeKey(cryptoKey);
    const end = token.lastIndexOf('.');
    // One octet for each character: base64url is ASCII.
    const signed = Buffer.from(token.slice(0, end), 'latin1');
    const signature = Buffer.from(token.slice(end + 1), 'base64url');
    const digest = `sha${alg.slice(2)}`;
    if (form.name === 'HMAC') {
      const wanted = node.createHmac(digest, key).update(signed).digest();
      return wanted.length === signature.length && node.timingSafeEqual(wanted, signature);
    }
    if (form.name === 'Ed25519') return node.verify(null, signed, { key }, signature);
    const options =
      form.name === 'ECDSA'
        ? { key, dsaEncoding: 'ieee-p1363' as const }
        : form.name === 'RSA-PSS'
          ? { key, padding, saltLength: Number(alg.slice(2)) / 8 }
          : { key };
    return node.verify(digest, signed, options, signature);
  };
}

/** Whether a key is one for an algorithm: jose refuses any other, with its own reasons. */
function isOf(form: KeyForm, { algorithm, usages }: CryptoKey): boolean {
  // Keys without a modulus are of no length that is too short.
  const { name, hash, namedCurve, modulusLength = MIN_RSA_BITS } = algorithm as AnyAlgorithm;
  return (
    name === form.name &&
    hash?.name === form.hash &&
    namedCurve === form.namedCurve &&
    modulusLength >= MIN_RSA_BITS &&
    modulusLength <= MOST_BITS &&
    usages.includes('verify')
  );
}
