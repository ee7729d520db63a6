import type { Decision } from '../../model/decision.js';
import type { EngineInput, MeteredConfig } from '../../decision/compile-config.js';
import { OPTED_OUT } from '../../facts/opted-out.js';
import { collectCookies } from '../../facts/collect-cookies.js';
import { setOwn } from '../../lib/set-own.js';
import { readSearchParam } from '../../facts/read-search-param.js';
import type { HeaderReader } from '../header-reader.js';
import { judgeBypass, judgeContent, judgePremises, judgePromo, judgeSession, type Judges } from '../judge-facts.js';
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
  const headers = readHeaders(caller.headers, ports);
  const now = ports.now();
  const ofReader = { account: ports.toAccountKey(result), client: caller.client };
  const stored = await askStore('usage-store-failed', ports.logOutage, async () => ({
    ...(await judgePromo(ports.judges, asked.promo, ofReader)),
    ...(await judgeSession(ports.judges, asked.session, ofReader.account)),
  }));
  if (stored instanceof Refusal) return stored;
  const judged = {
    ...judgePremises(ports.judges, caller),
    ...(await judgeBypass(ports.judges, readLink(page), page.url, now)),
    ...(await judgeContent(ports.judges, asked.features, page.url)),
    ...stored,
  };
  const { tokenStatus, claims, user } = toReaderInput(reader);
  // Member by member, as spreading takes several times as long.
  const input: EngineInput & { readonly now: number } = {
    url: page.url,
    referrer: page.referrer,
    userAgent: page.userAgent ?? headers.userAgent,
    meta: page.meta,
    customData: page.customData,
    cookies: headers.cookies,
    tokenStatus,
    claims,
    user,
    facts: { ...headers.facts, ...page.facts, ...judged },
    now,
  };
  const isGift = gift && (await askStore('gift-store-failed', ports.logOutage, () => ports.checkGift(gift, page.url)));
  if (isGift instanceof Refusal) return isGift;
  const known = isGift === null ? input : { ...input, facts: { ...input.facts, gift: isGift === 'valid' } };
  const decisions = await askStore('usage-store-failed', ports.logOutage, () =>
    asked.spend ? spendBy(asked, known, account, ports) : decideBy(asked, known, account, ports),
  );
  if (decisions instanceof Refusal) return decisions;
  if (asked.spend && ports.notifier) {
    const view = crypto.randomUUID();
    for (const decision of Object.values(decisions)) await ports.notifier.decided(decision, page.url, { result, view });
  }
  return { body: { decisions }, outcome: result.reason ?? result.status };
}

async function decideBy(
  { features, anonymousId: reader, item }: DecideBody,
  input: EngineInput,
  account: Account | null,
  { compiled }: DecidePorts,
): Promise<Record<string, Decision>> {
  const decide = (usage: Usage, names: Iterable<string> | undefined = features): Record<string, Decision> =>
    compiled.decideAll({ ...input, usage }, names);
  return decideUncounted({ account, reader, item, view: crypto.randomUUID() }, decide);
}

async function spendBy(
  { features, anonymousId: reader, item }: DecideBody,
  input: EngineInput & { readonly now: number },
  account: Account | null,
  { compiled }: DecidePorts,
): Promise<Record<string, Decision> | Refusal> {
  const names = [...(features ?? [])];
  const { evaluations, isReaderMissing, isUnpaid } = await decideMetered({
    ...{ account, reader, item, view: crypto.randomUUID(), now: input.now },
    evaluate: (usage) => names.map((name) => compiled.evaluatePending(name, { ...input, usage })),
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

/** Reads browser, cookies, location and Global Privacy Control (W3C, section 3.1) from the headers. */
function readHeaders(headers: HeaderReader, { tokenCookie, locate }: DecidePorts): EngineInput {
  const userAgent = headers.get('user-agent');
  return {
    ...(userAgent !== null && { userAgent }),
    cookies: collectCookies(headers.get('cookie') ?? '', tokenCookie),
    facts: { ...locate(headers), ...(headers.get('sec-gpc') === '1' && { consent: OPTED_OUT }) },
  };
}
