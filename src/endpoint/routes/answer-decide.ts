import type { CompiledConfig, EngineInput } from '../../decision/compile-config.js';
import { OPTED_OUT } from '../../facts/opted-out.js';
import { collectCookies } from '../../facts/collect-cookies.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toItem } from '../../usage/to-item.js';
import { MAX_ADDRESS_CHARACTERS, MAX_UNKNOWN_FEATURES } from '../limits.js';
import { findLocation } from '../location/find-location.js';
import type { createRecognizer, RecognizedReader } from '../reader/create-recognizer.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { Caller } from '../caller.js';
import { readBodyToken } from './read-body-token.js';

/** Ports of the route. */
export interface DecidePorts {
  readonly compiled: CompiledConfig;
  /** How many features the config has. */
  readonly featureCount: number;
  readonly recognize: ReturnType<typeof createRecognizer>;
  /** Name of the token cookie, which rules cannot read. */
  readonly tokenCookie: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The members of the body. */
interface DecideBody {
  readonly token: string | null;
  /** Without repetition, in the order of their first mention. */
  readonly features: ReadonlySet<string> | undefined;
  readonly page: Pick<EngineInput, 'url' | 'customData' | 'usage'>;
}

/**
 * Answers `POST /zephr/decide`: decides with the page's engine, from the page and reader that body and headers describe. An
 * invalid token makes the reader anonymous. Each feature is decided once, however often it is named. Nothing is counted.
 */
export async function answerDecide(
  body: object,
  caller: Caller,
  { compiled, featureCount, recognize, tokenCookie, now }: DecidePorts,
): Promise<RouteAnswer | Refusal> {
  const asked = readDecideBody(body, featureCount + MAX_UNKNOWN_FEATURES);
  if (asked instanceof Refusal) return asked;
  const { token, features, page } = asked;
  const reader = await recognize(token, caller);
  if (reader instanceof Refusal) return reader;
  const { result, user } = reader;
  const input: EngineInput = {
    ...page,
    ...readReader(result, user),
    ...readHeaders(caller.headers, tokenCookie),
    now: now(),
  };
  return { body: { decisions: compiled.decideAll(input, features) }, outcome: result.reason ?? result.status };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

function readDecideBody(body: object, maxFeatures: number): DecideBody | Refusal {
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const [names, url, customData, item] = ['features', 'path', 'customData', 'item'].map((name) => own(body, name));
  if (names !== undefined && !isTexts(names)) return Refusal.field('features', 'a list of texts');
  const features = names && new Set(names);
  if (features && features.size > maxFeatures)
    return Refusal.field('features', `a list of at most ${maxFeatures} names`);
  if (url !== undefined && !isText(url)) return Refusal.field('path', 'a text');
  if (url !== undefined && url.length > MAX_ADDRESS_CHARACTERS)
    return Refusal.field('path', `a text of at most ${MAX_ADDRESS_CHARACTERS} characters`);
  if (url !== undefined && isAmbiguousPath(url))
    return Refusal.field('path', 'a path or a whole address, with dot segments that every server reads alike');
  if (customData !== undefined && !isRecord(customData)) return Refusal.field('customData', 'an object');
  if (item !== undefined && (!isText(item) || item.length > MAX_ADDRESS_CHARACTERS))
    return Refusal.field('item', `a text of at most ${MAX_ADDRESS_CHARACTERS} characters`);
  return {
    token,
    features,
    page: {
      ...(url !== undefined && { url }),
      ...(customData && { customData }),
      // As the page names an article: a blank name does not count.
      ...(item?.trim() && { usage: { item: toItem(item) } }),
    },
  };
}

function readReader(result: RecognizedReader['result'], user: RecognizedReader['user']): EngineInput {
  return result.status === 'valid'
    ? { tokenStatus: 'valid', claims: result.claims, user }
    : // The fallback of a feature is for pages: here it would give content away while the keys are out of reach.
      { tokenStatus: result.status === 'unreachable' ? 'invalid' : result.status };
}

/** Reads browser, cookies, location and Global Privacy Control (W3C, section 3.1) from the headers. */
function readHeaders(headers: Headers, tokenCookie: string): EngineInput {
  const userAgent = headers.get('user-agent');
  return {
    ...(userAgent !== null && { userAgent }),
    cookies: collectCookies(headers.get('cookie') ?? '', tokenCookie),
    facts: { ...findLocation(headers), ...(headers.get('sec-gpc') === '1' && { consent: OPTED_OUT }) },
  };
}
