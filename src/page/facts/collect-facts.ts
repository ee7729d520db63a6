import type { Facts } from '../../facts/facts.js';
import { bare } from '../../lib/bare.js';
import { collectCookies } from '../../facts/collect-cookies.js';
import type { Consent } from '../../facts/read-consent.js';
import { writeDate } from '../../lib/write-date.js';
import { readCookies, readReferrer } from '../browser.js';
import { countVisits } from './count-visits.js';
import { readMeta } from './read-meta.js';

/** Names of the facts that a page can read of itself, of the browser and of the reader. */
export type PageFact =
  'referrer' | 'userAgent' | 'meta' | 'published' | 'cookies' | 'visits' | 'recognised' | 'consent';

/** Facts of the page: only what was wanted, and of that only what there is. */
export type PageFacts = Pick<Facts, 'referrer' | 'userAgent' | 'meta' | 'cookies' | 'facts'>;

/** The values that `collectPageFacts` needs besides the page. */
export interface PageFactsInput {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Name of the cookie that carries the token, which becomes no fact. */
  readonly tokenCookie: string;
  /** The consent that `watchConsent` reported last. */
  readonly consent?: Consent | undefined;
  /** Whether a preview runs, in which no visit is counted. */
  readonly isPreview?: boolean;
  /** Tells whether the browser remembers a reader with an account; `undefined` where it may not remember one. */
  readonly recalls?: (() => boolean | undefined) | undefined;
  /** Reads the date of publication that JSON-LD has, where a rule asks for it. */
  readonly readDate?: (() => Readonly<Record<string, unknown>>) | undefined;
}

/**
 * Collects what rules ask of the page. Where one asks for the count of visits, each call counts as a page view; nothing
 * else is stored or changed.
 *
 * @param wanted - Kinds of facts that rules ask for. With `userAgent` there is the fact `device` where the user agent
 *   gives the wrong one.
 */
export function collectPageFacts(
  wanted: ReadonlySet<unknown>,
  { now, tokenCookie, consent, readDate, isPreview, recalls }: PageFactsInput,
): PageFacts {
  return {
    ...(wanted.has('referrer') && { referrer: readReferrer() }),
    ...(wanted.has('userAgent') && { userAgent: navigator.userAgent }),
    ...(['meta', 'published'].some((kind) => wanted.has(kind)) && {
      meta: bare({ ...readDate?.(), ...readMeta() }),
    }),
    ...(wanted.has('cookies') && { cookies: collectCookies(readCookies(), tokenCookie) }),
    facts: {
      ...(wanted.has('userAgent') && isDisguisedTablet() && { device: 'mobile' }),
      ...(wanted.has('visits') && readVisits(now, isPreview)),
      ...(wanted.has('recognised') && { recognised: recalls?.() }),
      ...(wanted.has('consent') && consent && { consent }),
    },
  };
}

/** The number of the visit, and the moment at which it began. */
function readVisits(now: number, isPreview?: boolean): Record<string, unknown> {
  const visit = countVisits(now, isPreview);
  return { 'session-count': visit?.count, 'session-start': visit && writeDate(visit.start) };
}

/** An iPad says that it is a Mac, and no Mac can be touched. */
function isDisguisedTablet(): boolean {
  return navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1;
}
