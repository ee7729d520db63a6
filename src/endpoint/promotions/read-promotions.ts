import { parseDate } from '../../lib/parse-date.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { EndpointError } from '../endpoint-error.js';
import { MAX_PROMO_READERS, PROMO_CODE_CHARACTERS } from '../limits.js';

/** A promotion: the codes that a publisher has given out, for a number of readers and a time. */
export interface Promotion {
  /** Name for people. */
  readonly title?: string | undefined;
  /** The codes. Capitals and spaces around them do not matter. */
  readonly codes: readonly string[];
  /** Number of readers who can use each code, up to 20,000. */
  readonly limit: number;
  /** A date in ISO 8601 at which the codes begin to count. Default: always. */
  readonly from?: string | undefined;
  /** A date in ISO 8601 at which they no longer count. */
  readonly until: string;
}

/** A code as the endpoint holds it. */
export interface PromoCode {
  readonly promotion: string;
  readonly limit: number;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const [MIN_CODE_CHARACTERS, MAX_CODE_CHARACTERS] = PROMO_CODE_CHARACTERS;

/** Writes a code in its one form. */
export function toPromoCode(text: string): string {
  return text.trim().toUpperCase();
}

/**
 * Reads promotions.
 *
 * @returns The codes, each in its one form.
 * @throws {EndpointError} `option-invalid`. The message quotes no code.
 */
export function readPromotions(promotions: unknown): ReadonlyMap<string, PromoCode> {
  const refuse = (at: string, wants: string): never => {
    throw new EndpointError('option-invalid', `/promotions${at}`, wants);
  };
  if (!isRecord(promotions)) return refuse('', 'must be an object of promotions by id.');
  const all = new Map<string, PromoCode>();
  for (const promotion of Object.keys(promotions)) {
    const at = toPointer(promotion);
    const [codes, limit, start, end] = ['codes', 'limit', 'from', 'until'].map((name) =>
      own(promotions[promotion], name),
    );
    const isCount = typeof limit === 'number' && Number.isInteger(limit) && limit > 0 && limit <= MAX_PROMO_READERS;
    if (!isCount) return refuse(`${at}/limit`, `must be a whole number from 1 to ${MAX_PROMO_READERS}.`);
    const from = start === undefined ? -Infinity : typeof start === 'string' ? parseDate(start) : NaN;
    if (Number.isNaN(from)) return refuse(`${at}/from`, 'must be a date such as "2026-03-01".');
    const until = typeof end === 'string' ? parseDate(end) : NaN;
    if (!(until > from)) return refuse(`${at}/until`, 'must be a date such as "2026-04-01", after "from".');
    if (!Array.isArray(codes) || !codes.length) return refuse(`${at}/codes`, 'must be a list of one code or more.');
    codes.forEach((text: unknown, index) => {
      const code = typeof text === 'string' ? toPromoCode(text) : '';
      const here = `${at}/codes/${index}`;
      if (code.length < MIN_CODE_CHARACTERS || code.length > MAX_CODE_CHARACTERS)
        return refuse(here, `must be a text of ${MIN_CODE_CHARACTERS} to ${MAX_CODE_CHARACTERS} characters.`);
      if (all.has(code)) return refuse(here, 'is there twice: a code belongs to one promotion.');
      all.set(code, { promotion, limit, from, until });
    });
  }
  return all;
}
