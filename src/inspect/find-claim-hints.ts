import type { JwtConfig } from '../model/config.js';
import type { Claims, TokenReason } from '../model/token.js';
import { MAX_EXPIRY_S } from '../token/limits.js';
import { describeDifference, quote } from './describe-difference.js';

const SECOND_MS = 1000;
/** Units of a span, the longest first. */
const UNITS = [
  [86_400_000, 'days'],
  [3_600_000, 'hours'],
  [60_000, 'minutes'],
  [SECOND_MS, 'seconds'],
] as const;
/** A difference up to which clocks that do not agree are the likely cause. */
const CLOCK_SKEW_MS = 300_000;

/**
 * Explains why the registered claims of a token refuse it (RFC 7519, section 4.1): issuer, audience, and the dates between which
 * it counts.
 *
 * @param now - Milliseconds since 1970.
 */
export function findClaimHints(reason: TokenReason, claims: Claims, jwt: JwtConfig, now: number): string[] {
  switch (reason) {
    case 'issuer':
      return [compare('iss', claims['iss'], 'jwt.issuer', jwt.issuer)];
    case 'audience':
      return [compare('aud', claims['aud'], 'jwt.audience', jwt.audience)];
    case 'not-yet-valid':
      return [judgeDate('nbf', claims['nbf'], now)];
    case 'expiry':
    case 'expired':
      return [judgeDate('exp', claims['exp'], now)];
    default:
      return [];
  }
}

function compare(
  claim: string,
  found: unknown,
  member: string,
  wanted: string | readonly string[] | undefined,
): string {
  if (found === undefined) return `The token has no "${claim}", and ${member} wants ${quote(wanted)}.`;
  const all = [found].flat() as unknown[];
  const detail = [wanted]
    .flat()
    .flatMap((one) => all.map((value) => describeDifference(value, one)))
    .find((difference) => difference !== null);
  return `"${claim}" is ${quote(found)}, and ${member} is ${quote(wanted)}${detail ? `: ${detail}.` : '.'}`;
}

function judgeDate(claim: 'exp' | 'nbf', date: unknown, now: number): string {
  if (typeof date !== 'number') return `"${claim}" is ${quote(date)}: it must be a number, the seconds since 1970.`;
  if (date > MAX_EXPIRY_S / 10 && date / SECOND_MS <= MAX_EXPIRY_S)
    return `"${claim}" is ${date}, which looks like milliseconds: it must be the seconds since 1970 (RFC 7519, section 2).`;
  if (!(date >= 0 && date <= MAX_EXPIRY_S)) return `"${claim}" is ${date}, which is not a date in seconds since 1970.`;
  const away = Math.abs(date * SECOND_MS - now);
  const [size, unit] = UNITS.find(([least]) => away >= 2 * least) ?? UNITS[3];
  const span = `${Math.round(away / size)} ${unit}`;
  const at = new Date(date * SECOND_MS).toISOString();
  const skew =
    away <= CLOCK_SKEW_MS ? ' If the two clocks do not agree, jwt.clockTolerance allows for some seconds.' : '';
  return claim === 'exp'
    ? `It ended ${span} ago, at ${at}.${skew}`
    : `It counts from ${at} on ("nbf"), in ${span}.${skew}`;
}
