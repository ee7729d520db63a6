import type { JwtConfig } from '../model/config.js';
import type { Claims, TokenReason, TokenResult } from '../model/token.js';
import type { TokenParts } from '../token/read-token-parts.js';
import { quote } from './describe-difference.js';

/** A check of a token, in the order in which verifiers make them. */
export interface TokenCheck {
  readonly name: 'form' | 'algorithm' | 'key' | 'signature' | 'iss' | 'aud' | 'nbf' | 'exp';
  /** `skipped`: an earlier check failed. `absent`: the token has no such claim, or the config asks for none. */
  readonly state: 'passed' | 'failed' | 'skipped' | 'absent';
  readonly says: string;
}

/** The check that each reason is about. */
const CHECK_OF: Readonly<Partial<Record<TokenReason, TokenCheck['name']>>> = {
  ...{ 'too-large': 'form', malformed: 'form', 'critical-header': 'form', 'token-type': 'form', ambiguous: 'form' },
  ...{ algorithm: 'algorithm', unsupported: 'algorithm' },
  ...{ 'key-unknown': 'key', 'weak-key': 'key', timeout: 'key', network: 'key', 'insecure-context': 'key' },
  ...{ signature: 'signature', issuer: 'iss', audience: 'aud', 'not-yet-valid': 'nbf', expiry: 'exp', expired: 'exp' },
};

const NAMES = ['form', 'algorithm', 'key', 'signature', 'iss', 'aud', 'nbf', 'exp'] as const;

/** Sentences for checks that failed. */
const FAILED: Readonly<Record<TokenCheck['name'], string>> = {
  form: 'This is not a signed token in its compact form.',
  algorithm: 'No key of the config is for this algorithm.',
  key: 'There is no key to verify it with.',
  signature: 'It was signed with another key or secret, or changed afterwards.',
  iss: 'The issuer is not one of those that count.',
  aud: 'It was made for another audience.',
  nbf: 'It does not count yet.',
  exp: 'It has expired.',
};

/**
 * Lists the checks of a token, with what came of each. The result is the verifier's own: nothing is verified twice.
 *
 * @param parts - Header and claims, which are not believed before the signature is.
 * @param now - Milliseconds since 1970.
 * @returns One row a check, in order. After one that failed, the others were not made.
 */
export function listTokenChecks(
  { status, reason }: Pick<TokenResult, 'status' | 'reason'>,
  { header, claims }: TokenParts,
  jwt: JwtConfig,
  now: number,
): TokenCheck[] {
  const failed = status === 'valid' || reason === null ? undefined : (CHECK_OF[reason] ?? 'form');
  const stop = failed === undefined ? NAMES.length : NAMES.indexOf(failed);
  return NAMES.map((name, index): TokenCheck => {
    if (index > stop) return { name, state: 'skipped', says: 'Not looked at.' };
    if (index === stop) return { name, state: 'failed', says: reason === 'weak-key' ? WEAK : FAILED[name] };
    return describePassed(name, header, claims ?? {}, jwt, now);
  });
}

const WEAK = 'The key or secret is too weak.';

function describePassed(
  name: TokenCheck['name'],
  header: TokenParts['header'],
  claims: Claims,
  jwt: JwtConfig,
  now: number,
): TokenCheck {
  const passed = (says: string): TokenCheck => ({ name, state: 'passed', says });
  const absent = (says: string): TokenCheck => ({ name, state: 'absent', says });
  switch (name) {
    case 'form':
      return passed('A signed token: header, claims and signature.');
    case 'algorithm':
      return passed(`${quote(header?.['alg'])} is allowed.`);
    case 'key':
      return passed(
        header?.['kid'] === undefined ? 'There is a key for it.' : `There is a key ${quote(header['kid'])}.`,
      );
    case 'signature':
      return passed('The signature is good.');
    case 'iss':
      return jwt.issuer === undefined
        ? absent('The config asks for no issuer.')
        : passed(`${quote(claims['iss'])} counts.`);
    case 'aud':
      return jwt.audience === undefined
        ? absent('The config asks for no audience.')
        : passed(`${quote(claims['aud'])} counts.`);
    case 'nbf':
      return claims['nbf'] === undefined ? absent('It counts from the beginning.') : passed('It counts already.');
    case 'exp':
      return claims['exp'] === undefined
        ? absent('It never expires.')
        : passed(`It expires in ${writeSpan(Number(claims['exp']) * 1000 - now)}.`);
  }
}

/** Units of a span, the longest first, in ms. */
const UNITS = [
  [86_400_000, 'days'],
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
  [1000, 'seconds'],
] as const;

function writeSpan(spanMs: number): string {
  const [size, unit] = UNITS.find(([least]) => spanMs >= 2 * least) ?? UNITS[3];
  return `${Math.round(spanMs / size)} ${unit}`;
}
