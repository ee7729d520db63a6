import type { EngineInput } from '../../decision/compile-config.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import { toItem } from '../../usage/to-item.js';
import type { GivenGift } from '../gifts/check-gift.js';
import { isStorable } from '../is-storable.js';
import { MAX_ADDRESS_CHARACTERS } from '../limits.js';
import type { GivenPromo } from '../promotions/create-promo-check.js';
import { Refusal } from '../refusal.js';
import { readBodyGift } from './answer-gift.js';
import { readBodyPromo } from './answer-promo.js';
import { readBodyId, readBodyToken } from './read-body-token.js';

/** The members of the body of `POST /zephr/decide`. */
export interface DecideBody {
  readonly token: string | null;
  /** Random id of a browser, for a reader without a mapped id. */
  readonly anonymousId: string | null;
  /** Without repetition, in the order of their first mention. */
  readonly features: ReadonlySet<string> | undefined;
  readonly page: Pick<EngineInput, 'url' | 'referrer' | 'userAgent' | 'meta' | 'customData' | 'facts'>;
  readonly gift: GivenGift | null;
  readonly promo: GivenPromo | null;
  /** Random id of the browser, whose session counts. */
  readonly session: string | null;
  /** The article that trials count, as the page names it. Default: the path. */
  readonly item: string;
  /** Whether the decisions are counted. */
  readonly spend: boolean;
}

const MEMBERS = [
  ...['token', 'features', 'url', 'path', 'referrer', 'meta', 'facts', 'gift', 'promo', 'userAgent', 'customData'],
  ...['reader', 'session', 'item', 'spend'],
];

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/**
 * Reads the body of `POST /zephr/decide`. A member that the route does not take is refused, as a decision without it would
 * be another one than the page's.
 *
 * @param maxFeatures - Most names of features.
 */
export function readDecideBody(body: object, maxFeatures: number): DecideBody | Refusal {
  const unknown = Object.keys(body).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return refuseMember(unknown);
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const anonymousId = readBodyId(body, 'reader');
  if (anonymousId instanceof Refusal) return anonymousId;
  const gift = readBodyGift(body);
  if (gift instanceof Refusal) return gift;
  const promo = readBodyPromo(own(body, 'promo'));
  if (promo instanceof Refusal) return promo;
  const session = readBodyId(body, 'session');
  if (session instanceof Refusal) return session;
  const spend = own(body, 'spend') ?? false;
  if (typeof spend !== 'boolean') return Refusal.field('spend', 'true or false');
  const names = own(body, 'features');
  if (names !== undefined && !isTexts(names)) return Refusal.field('features', 'a list of texts');
  const features = names && new Set(names);
  if (features && features.size > maxFeatures)
    return Refusal.field('features', `a list of at most ${maxFeatures} names`);
  if (spend && !features) return Refusal.field('features', 'a list of the features to count, with "spend"');
  const page = readPage(body);
  if (page instanceof Refusal) return page;
  const item = readItem(body, page.url);
  return item instanceof Refusal ? item : { token, anonymousId, features, gift, promo, session, spend, page, item };
}

function refuseMember(name: string): Refusal {
  const shown = /^[\w.-]{1,64}$/.test(name) ? `"${name}"` : 'A member';
  const why =
    name === 'cookies'
      ? 'rules read the Cookie header of the request'
      : `the members are ${MEMBERS.map((member) => `"${member}"`).join(', ')}`;
  return new Refusal(400, 'field-invalid', `${shown} is not taken: ${why}.`);
}

type Writable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

function readPage(body: object): DecideBody['page'] | Refusal {
  const url = readUrl(body);
  if (url instanceof Refusal) return url;
  const page: Writable<DecideBody['page']> = { url };
  for (const name of ['referrer', 'userAgent'] as const) {
    const text = own(body, name);
    if (text === undefined) continue;
    if (!isText(text) || text.length > MAX_ADDRESS_CHARACTERS)
      return Refusal.field(name, `a text of at most ${MAX_ADDRESS_CHARACTERS} characters`);
    page[name] = text;
  }
  for (const name of ['meta', 'customData', 'facts'] as const) {
    const value = own(body, name);
    if (value === undefined) continue;
    if (!isRecord(value)) return Refusal.field(name, 'an object');
    page[name] = value;
  }
  return page;
}

/** Reads the address of the page: `url` whole, or `path` from the path on. Of both, `url` holds the query. */
function readUrl(body: object): string | undefined | Refusal {
  for (const name of ['url', 'path']) {
    const url = own(body, name);
    if (url === undefined) continue;
    if (!isText(url)) return Refusal.field(name, 'a text');
    if (url.length > MAX_ADDRESS_CHARACTERS)
      return Refusal.field(name, `a text of at most ${MAX_ADDRESS_CHARACTERS} characters`);
    if (isAmbiguousPath(url))
      return Refusal.field(name, 'a path or a whole address, with dot segments that every server reads alike');
  }
  const [url, path] = [own(body, 'url'), own(body, 'path')] as [string | undefined, string | undefined];
  if (url !== undefined && path !== undefined && toCanonicalPath(url) !== toCanonicalPath(path))
    return Refusal.field('path', 'the path of "url", or left out');
  return url ?? path;
}

/** Reads the article as the page names it: a blank name does not count. */
function readItem(body: object, url: string | undefined): string | Refusal {
  const item = own(body, 'item');
  if (item !== undefined && (!isText(item) || item.length > MAX_ADDRESS_CHARACTERS || !isStorable(item)))
    return Refusal.field('item', `a text of at most ${MAX_ADDRESS_CHARACTERS} characters without U+0000`);
  if (item?.trim()) return toItem(item);
  return url === undefined ? '' : toItem(toCanonicalPath(url));
}
