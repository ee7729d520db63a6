import type { Decision } from '../../model/decision.js';
import type { TokenResult } from '../../model/token.js';
import type { EngineInput, MeteredConfig } from '../../decision/compile-config.js';
import { OPTED_OUT } from '../../facts/opted-out.js';
import { collectCookies } from '../../facts/collect-cookies.js';
import { setOwn } from '../../lib/set-own.js';
import { readSearchParam } from '../../facts/read-search-param.js';
import type { HeaderReader } from '../header-reader.js';
import {
  hasJudges,
  judgeBypass,
  judgeContent,
  judgePremises,
  judgePromo,
  judgeSession,
  type JudgedFacts,
  type Judges,
} from '../judge-facts.js';
import type { LogOutage } from '../create-outage-log.js';
import type { GivenBypass } from '../bypass/create-bypass.js';
import type { CheckGift } from '../gifts/check-gift.js';
import { MAX_UNKNOWN_FEATURES } from '../limits.js';
import type { Locate } from '../location/create-locator.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { toReaderInput } from '../reader/to-reader-input.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import { StoreError } from '../store-error.js';
import type { Usage } from '../../usage/usage.js';
import type { Account } from '../usage/account.js';
import type { Meter } from '../usage/create-meter.js';
import type { ToAccountKey } from '../usage/to-account-key.js';
import { decideMetered, decideUncounted } from '../usage/decide-metered.js';
import type { Notifier } from '../webhooks/create-notifier.js';
import type { Caller } from '../caller.js';
import { READER_MISSING } from './answer-usage.js';
import { askStore } from './ask-store.js';
import { readDecideBody, type DecideBody } from './read-decide-body.js';

const NO_COOKIES: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>);

/** The page view of decisions that count nothing: no counted view is of it. */
const UNCOUNTED_VIEW = 'uncounted';

/** Ports of the route. */
export interface DecidePorts {
  readonly compiled: MeteredConfig;
  /** How many features the config has. */
  readonly featureCount: number;
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly meter: Meter;
  readonly checkGift: CheckGift;
  readonly locate: Locate;
  readonly judges: Judges;
  readonly toAccountKey: ToAccountKey;
  /** Name of the token cookie, which rules cannot read. */
  readonly tokenCookie: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
  /** `null` for an endpoint without `webhooks`. */
  readonly notifier: Notifier | null;
  /** Gives the body of an answer. */
  readonly writeDecisions: (decisions: Readonly<Record<string, Decision>>) => string;
}

/**
 * Makes the function that writes decisions as JSON. A decision is written once: it is frozen, and the engine returns it for many
 * readers.
 */
export function createDecisionWriter(): DecidePorts['writeDecisions'] {
  const texts = new WeakMap<Decision, string>();
  const write = (decision: Decision): string => {
    const known = texts.get(decision);
    if (known !== undefined) return known;
    const text = `${JSON.stringify(decision.feature)}:${JSON.stringify(decision)}`;
    texts.set(decision, text);
    return text;
  };
  return (decisions) => `{"decisions":{${Object.values(decisions).map(write).join(',')}}}`;
}

/**
 * Answers `POST /zephr/decide`: decides with the page's engine, from the page and reader that body and headers describe and
 * from the counts of the endpoint's own store. An invalid token makes the reader anonymous. Each feature is decided once,
 * however often it is named. With `spend` it counts what the decisions cost.
 */
export async function answerDecide(body: object, caller: Caller, ports: DecidePorts): Promise<RouteAnswer | Refusal> {
  const asked = readDecideBody(body, ports.featureCount + MAX_UNKNOWN_FEATURES);
  if (asked instanceof Refusal) return asked;
  const { gift, page } = asked;
  const reader = await ports.recognize(asked.token, caller);
  if (reader instanceof Refusal) return reader;
  const { result } = reader;
  const account = ports.meter({ result, anonymousId: asked.anonymousId, client: caller.client, isMetered: true });
  const now = ports.now();
  const judged = hasJudges(ports.judges) ? await judge(asked, { result, caller, now }, ports) : null;
  if (judged instanceof Refusal) return judged;
  const isGift = gift && (await askStore('gift-store-failed', ports.logOutage, () => ports.checkGift(gift, page.url)));
  if (isGift instanceof Refusal) return isGift;
  const { tokenStatus, claims, user } = toReaderInput(reader);
  const { headers } = caller;
  const cookie = headers.get('cookie');
  const cookies = cookie === null ? NO_COOKIES : collectCookies(cookie, ports.tokenCookie);
  const facts = {
    ...readFacts(headers, ports),
    ...page.facts,
    ...judged,
    ...(isGift !== null && { gift: isGift === 'valid' }),
  };
  // Member by member, as spreading takes several times as long.
  const inputBy = (usage: Usage): EngineInput => ({
    url: page.url,
    referrer: page.referrer,
    userAgent: page.userAgent ?? headers.get('user-agent') ?? undefined,
    meta: page.meta,
    customData: page.customData,
    cookies,
    tokenStatus,
    claims,
    user,
    facts,
    usage,
    now,
  });
  const decisions = await askStore('usage-store-failed', ports.logOutage, () =>
    asked.spend ? spendBy(asked, { inputBy, now, account }, ports) : decideBy(asked, { inputBy, account }, ports),
  );
  if (decisions instanceof Refusal) return decisions;
  if (asked.spend && ports.notifier) {
    const view = crypto.randomUUID();
    for (const decision of Object.values(decisions)) await ports.notifier.decided(decision, page.url, { result, view });
  }
  return { text: ports.writeDecisions(decisions), outcome: result.reason ?? result.status };
}

/** The input of decisions by the counts of the reader, and the account that has them. */
interface DecideInput {
  readonly inputBy: (usage: Usage) => EngineInput;
  readonly account: Account | null;
}

/** Judges what the request says of itself and of its page, by the settings of the endpoint. */
async function judge(
  { promo, session, features, page }: DecideBody,
  { result, caller, now }: { readonly result: TokenResult; readonly caller: Caller; readonly now: number },
  { judges, toAccountKey, logOutage }: DecidePorts,
): Promise<JudgedFacts | Refusal> {
  const ofReader = { account: toAccountKey(result), client: caller.client };
  const stored = await askStore('usage-store-failed', logOutage, async () => ({
    ...(await judgePromo(judges, promo, ofReader)),
    ...(await judgeSession(judges, session, ofReader.account)),
  }));
  if (stored instanceof Refusal) return stored;
  return {
    ...judgePremises(judges, caller),
    ...(await judgeBypass(judges, readLink(page), page.url, now)),
    ...(await judgeContent(judges, features, page.url)),
    ...stored,
  };
}

function decideBy(
  { features, anonymousId: reader, item }: DecideBody,
  { inputBy, account }: DecideInput,
  { compiled }: DecidePorts,
): Promise<Record<string, Decision>> {
  const decide = (usage: Usage, names: Iterable<string> | undefined = features): Record<string, Decision> =>
    compiled.decideAll(inputBy(usage), names);
  return decideUncounted({ account, reader, item, view: UNCOUNTED_VIEW }, decide);
}

async function spendBy(
  { features, anonymousId: reader, item }: DecideBody,
  { inputBy, now, account }: DecideInput & { readonly now: number },
  { compiled }: DecidePorts,
): Promise<Record<string, Decision> | Refusal> {
  const names = [...(features ?? [])];
  const { evaluations, isReaderMissing, isUnpaid } = await decideMetered({
    ...{ account, reader, item, view: crypto.randomUUID(), now },
    evaluate: (usage) => names.map((name) => compiled.evaluatePending(name, inputBy(usage))),
    isCharged: () => true,
  });
  if (isReaderMissing) return READER_MISSING;
  if (isUnpaid) throw new StoreError('store-failed', 'The store has no room for a view of this reader.');
  const decisions: Record<string, Decision> = {};
  for (const { decision } of evaluations) setOwn(decisions, decision.feature, decision);
  return decisions;
}

/** Reads the signature of a link from the address of the page, and the page before it. */
function readLink({ url, referrer }: DecideBody['page']): GivenBypass | null {
  const btr = readSearchParam(url, 'btr');
  return typeof btr === 'string' && referrer !== undefined ? { btr, referrer } : null;
}

/** Reads location and Global Privacy Control (W3C, section 3.1) from the headers. */
function readFacts(headers: HeaderReader, { locate }: DecidePorts): Readonly<Record<string, unknown>> {
  const location = locate(headers);
  return headers.get('sec-gpc') === '1' ? { ...location, consent: OPTED_OUT } : { ...location };
}
