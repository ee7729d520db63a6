import type { Config } from '../model/config.js';
import type { TokenReason, TokenStatus } from '../model/token.js';
import { MAX_TOKEN_CANDIDATES } from '../token/limits.js';
import { readTokenParts, type TokenParts } from '../token/read-token-parts.js';
import { findClaimHints } from './find-claim-hints.js';
import { quote } from './describe-difference.js';
import { findFormHints } from './find-form-hints.js';
import { findMappingHints } from './find-mapping-hints.js';
import { findSignatureHints } from './find-signature-hints.js';

/** A token, and what came of it. */
export interface InspectedToken {
  readonly status: TokenStatus;
  readonly reason: TokenReason | null;
  /** The token as it was found; `null` where only the endpoint has seen it. */
  readonly raw: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const NO_PARTS: TokenParts = { header: null, claims: null };

/**
 * Explains why a token does not count, or does not say what the config takes from it.
 *
 * The token is read without being verified, so nothing that this returns may decide anything. No sentence has its signature.
 *
 * @returns Sentences for the publisher's developer, each with a likely cause. None where all is well.
 * @example
 * findTokenHints({ status: 'invalid', reason: 'issuer', raw, now: Date.now() }, config)
 * // ['"iss" is "https://id.example", and jwt.issuer is "https://id.example/": only the slash at the end differs.']
 */
export function findTokenHints({ status, reason, raw, now }: InspectedToken, config: Config): string[] {
  const { jwt = {} } = config;
  const { header, claims } = raw === null ? NO_PARTS : readTokenParts(raw);
  if (status === 'valid') return findMappingHints(config, claims ?? {});
  if (raw?.endsWith('.')) return findFormHints(raw);
  switch (reason) {
    case 'malformed':
    case 'too-large':
      return raw === null ? [] : findFormHints(raw);
    case 'algorithm':
    case 'key-unknown':
    case 'signature':
      return findSignatureHints(reason, header, jwt);
    case 'weak-key':
      return ['The key or secret is too weak: RSA needs 2048 bits and a secret as many octets as its hash.'];
    case 'critical-header':
      return [`Its header asks for an extension that is not supported: ${quote(header?.['crit'] ?? 'b64')}.`];
    case 'token-type':
      return [`Its "typ" is ${quote(header?.['typ'])}: it was made for something else than to name a reader.`];
    case 'ambiguous':
      return [
        `There are several tokens, of different readers or more than ${MAX_TOKEN_CANDIDATES}: cookies of one name with different paths or domains. Delete the old one where it was set.`,
      ];
    case 'insecure-context':
      return ['The page is neither https nor on localhost, and there browsers do not verify signatures.'];
    case 'unsupported':
      return [`This browser cannot verify ${quote(header?.['alg'])}: ES256 and RS256 work in all of them.`];
    case 'timeout':
    case 'network':
      return [
        `It could not be looked at: ${jwt.verifyEndpoint ?? jwt.jwksUrl ?? 'a file of this SDK'} did not answer as it should.`,
      ];
    default:
      return reason && claims ? findClaimHints(reason, claims, jwt, now) : [];
  }
}
