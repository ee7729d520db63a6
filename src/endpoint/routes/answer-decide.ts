import type { Decision } from '../../model/decision.js';
import type { CompiledConfig, EngineInput } from '../../decision/compile-config.js';
import { OPTED_OUT } from '../../facts/opted-out.js';
import { parseCookies } from '../../facts/parse-cookies.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import { Refusal, type RouteAnswer } from '../refusal.js';
import { findLocation } from '../location/find-location.js';
import type { createRecognizer, RecognizedReader } from '../reader/create-recognizer.js';
import { readBodyToken } from './read-body-token.js';

/** What the route needs from outside. */
export interface DecidePorts {
  readonly compiled: CompiledConfig;
  readonly recognize: ReturnType<typeof createRecognizer>;
  /** Name of the cookie that carries the token, which becomes no fact. */
  readonly tokenCookie: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What the body asks for. */
interface DecideBody {
  readonly token: string | null;
  readonly features: readonly string[] | undefined;
  readonly page: Pick<EngineInput, 'url' | 'customData'>;
}

/**
 * Answers `POST /zephr/decide`: decides by the engine of the page, with what body and headers say of page and reader. A
 * token that does not count makes the reader anonymous.
 */
export async function answerDecide(
  body: object,
  headers: Headers,
  { compiled, recognize, tokenCookie, now }: DecidePorts,
): Promise<RouteAnswer | Refusal> {
  const question = readDecideBody(body);
  if (question instanceof Refusal) return question;
  const { token, features, page } = question;
  const { result, user } = await recognize(token, headers);
  const input: EngineInput = {
    ...page,
    ...readReader(result, user),
    ...readHeaders(headers, tokenCookie),
    now: now(),
  };
  const decisions: Record<string, Decision> = {};
  if (features) for (const feature of features) setOwn(decisions, feature, compiled.decide(feature, input));
  return {
    body: { decisions: features ? decisions : compiled.decideAll(input) },
    outcome: result.reason ?? result.status,
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function readDecideBody(body: object): DecideBody | Refusal {
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const [features, url, customData] = ['features', 'path', 'customData'].map((name) => own(body, name));
  if (features !== undefined && !(Array.isArray(features) && features.every(isText)))
    return Refusal.field('features', 'a list of texts');
  if (url !== undefined && !isText(url)) return Refusal.field('path', 'a text');
  if (customData !== undefined && !isRecord(customData)) return Refusal.field('customData', 'an object');
  return {
    token,
    features,
    page: { ...(url !== undefined && { url }), ...(customData && { customData }) },
  };
}

function readReader(result: RecognizedReader['result'], user: RecognizedReader['user']): EngineInput {
  return result.status === 'valid'
    ? { tokenStatus: 'valid', claims: result.claims, user }
    : { tokenStatus: result.status };
}

/** What the request itself says: browser, cookies, place, and Global Privacy Control (W3C, section 3.1). */
function readHeaders(headers: Headers, tokenCookie: string): EngineInput {
  const userAgent = headers.get('user-agent');
  return {
    ...(userAgent !== null && { userAgent }),
    cookies: parseCookies(headers.get('cookie') ?? '', tokenCookie),
    facts: { ...findLocation(headers), ...(headers.get('sec-gpc') === '1' && { consent: OPTED_OUT }) },
  };
}
