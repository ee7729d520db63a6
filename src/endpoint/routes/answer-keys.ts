import type { Decision } from '../../model/decision.js';
import type { EngineInput, MeteredConfig } from '../../decision/compile-config.js';
import type { Evaluation } from '../../decision/evaluation.js';
import { setOwn } from '../../lib/set-own.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import type { SealFields } from '../../seal/envelope.js';
import { toItem } from '../../usage/to-item.js';
import type { Usage } from '../../usage/usage.js';
import {
  hasJudges,
  judgeBypass,
  judgeContent,
  judgePremises,
  judgePromo,
  judgeSession,
  type ContentJudge,
  type JudgedFacts,
  type Judges,
} from '../judge-facts.js';
import type { LogOutage } from '../create-outage-log.js';
import type { CheckGift, GivenGift } from '../gifts/check-gift.js';
import { MAX_KEY_LIFETIME_MS } from '../limits.js';
import type { Locate } from '../location/create-locator.js';
import type { KeyLimit } from '../protect/limit-keys.js';
import type { createRecognizer, RecognizedReader } from '../reader/create-recognizer.js';
import { toReaderInput } from '../reader/to-reader-input.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { ConfirmedSeal } from '../seals/confirmed-seals.js';
import type { ConfirmSeal, KeyReason } from '../seals/create-key-release.js';
import type { UsageByTracker } from '../store.js';
import type { Account } from '../usage/account.js';
import type { Meter } from '../usage/create-meter.js';
import type { ToAccountKey } from '../usage/to-account-key.js';
import { decideMetered } from '../usage/decide-metered.js';
import type { Notifier } from '../webhooks/create-notifier.js';
import type { Caller } from '../caller.js';
import { askStore } from './ask-store.js';
import { readKeysBody, type KeysBody } from './read-keys-body.js';

/** Ports of the route. */
export interface KeysPorts {
  readonly compiled: MeteredConfig;
  /** `null` for an endpoint without `sealKeys`. */
  readonly confirm: ConfirmSeal | null;
  /** `null` without `maxKeys`. */
  readonly keyLimit: KeyLimit | null;
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly meter: Meter;
  readonly checkGift: CheckGift;
  readonly locate: Locate;
  readonly judges: Judges;
  readonly toAccountKey: ToAccountKey;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
  /** `null` for an endpoint without `webhooks`. */
  readonly notifier: Notifier | null;
}

/** The answer for one seal. */
type KeyAnswer = { readonly k: string; readonly until: number } | { readonly reason: KeyReason };

/** The decision for all parts of a feature on one page. */
interface Verdict {
  readonly reason: KeyReason | null;
  /** Of a refusal. */
  readonly decision: Decision | null;
}

/** A reader who asks for keys. */
interface Asking {
  readonly body: KeysBody;
  readonly caller: Caller;
  readonly reader: RecognizedReader;
  readonly account: Account | null;
  readonly view: string;
  readonly now: number;
}

const NOTHING_GIVEN: ReadonlyMap<string, never> = new Map<string, never>();
const NO_KEYS = new Refusal(404, 'not-found', 'This endpoint has no "sealKeys".');

/**
 * Answers `POST /zephr/keys`: the keys of seals that the reader may open. It decides by its own clock, its check of the token,
 * its user store and counts, and by what the header of each seal says once AES-KW has confirmed it. Nothing else of the page
 * counts. A trial is counted before its key is given, once for a reader, tracker, article and page view.
 */
export async function answerKeys(body: object, caller: Caller, ports: KeysPorts): Promise<RouteAnswer | Refusal> {
  const { confirm, keyLimit, recognize, meter } = ports;
  if (!confirm) return NO_KEYS;
  const now = ports.now();
  const asked = readKeysBody(body, now);
  if (asked instanceof Refusal) return asked;
  const reader = await recognize(asked.token, caller);
  if (reader instanceof Refusal) return reader;
  const { result } = reader;
  const seals = await Promise.all(asked.seals.map(confirm));
  const id = result._mapped?._id ?? null;
  const asking = seals.filter((seal) => typeof seal === 'object').length;
  const refusal = id === null ? null : keyLimit?.take(id, asking);
  if (refusal) return refusal;
  const { anonymousId } = asked;
  const account = meter({ result, anonymousId, client: caller.client, isMetered: true });
  const view = asked.view ?? crypto.randomUUID();
  let released = 0;
  try {
    const answer = await release(seals, { body: asked, caller, reader, account, view, now }, ports);
    if (answer instanceof Refusal) return answer;
    released = answer.seals.filter((seal) => 'k' in seal).length;
    return { body: answer, outcome: result.reason ?? result.status, seals: seals.length };
  } finally {
    if (id !== null) keyLimit?.giveBack(id, asking - released);
  }
}

/** The body of an answer. */
interface Release {
  readonly seals: readonly KeyAnswer[];
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly trackers?: UsageByTracker;
  readonly refused?: readonly string[];
}

async function release(
  seals: readonly (ConfirmedSeal | KeyReason)[],
  asking: Asking,
  ports: KeysPorts,
): Promise<Release | Refusal> {
  const { account, body, reader, now } = asking;
  const gifts = body.gift ? await claimGifts(body.gift, seals, ports) : NOTHING_GIVEN;
  if (gifts instanceof Refusal) return gifts;
  return askStore('usage-store-failed', ports.logOutage, async () => {
    const refused = body.spends.length || body.carry ? await countReported(asking) : null;
    const judged = hasJudges(ports.judges) ? await judgeReader(asking, ports) : {};
    const contents = ports.judges.content ? await readContents(seals, ports.judges.content) : NOTHING_GIVEN;
    const decide = createDecider(asking, { gifts, contents, judged }, ports);
    const until = endOf(reader, now);
    const answers: KeyAnswer[] = [];
    const decisions: Record<string, Decision> = {};
    // One after the other: what one article costs counts for the next.
    for (const seal of seals) {
      if (typeof seal === 'string') {
        answers.push({ reason: seal });
        continue;
      }
      const { reason, decision } = await decide(seal.fields);
      answers.push(reason ? { reason } : { k: seal.key, until });
      if (decision && !Object.hasOwn(decisions, decision.feature)) setOwn(decisions, decision.feature, decision);
    }
    for (const { decision, path } of decide.made)
      await ports.notifier?.decided(decision, path, { result: reader.result, view: asking.view });
    const trackers = account && (refused || decide.hasCounted()) ? await account.read() : null;
    return { seals: answers, decisions, ...(trackers && { trackers }), ...(refused && { refused }) };
  });
}

/** Judges what is kept of the reader, and where they are. */
async function judgeReader(
  { body, reader, caller }: Asking,
  { judges, toAccountKey }: KeysPorts,
): Promise<JudgedFacts> {
  const ofReader = { account: toAccountKey(reader.result), client: caller.client };
  return {
    ...judgePremises(judges, caller),
    ...(await judgePromo(judges, body.promo, ofReader)),
    ...(await judgeSession(judges, body.session, ofReader.account)),
  };
}

async function countReported({ account, body, now }: Asking): Promise<readonly string[]> {
  if (!account) return body.spends.map(({ id }) => id);
  return account.count(body.spends, body.carry, now);
}

/** Claims the gift for the path of each confirmed seal that it is for. */
async function claimGifts(
  gift: GivenGift,
  seals: readonly (ConfirmedSeal | KeyReason)[],
  { checkGift, logOutage }: KeysPorts,
): Promise<ReadonlyMap<string, boolean> | Refusal> {
  const valid = new Map<string, boolean>();
  const paths = new Set(seals.flatMap((seal) => (typeof seal === 'object' ? [seal.fields.path] : [])));
  return askStore('gift-store-failed', logOutage, async () => {
    for (const path of paths) valid.set(path, (await checkGift(gift, path)) === 'valid');
    return valid;
  });
}

/** Reads the articles of all confirmed seals at the same time. By the address of their pages. */
async function readContents(
  seals: readonly (ConfirmedSeal | KeyReason)[],
  content: ContentJudge,
): Promise<ReadonlyMap<string, JudgedFacts>> {
  const urls = new Set(
    seals.flatMap((seal) =>
      typeof seal === 'object' && content.features.has(seal.fields.feature) ? [urlOf(seal.fields)] : [],
    ),
  );
  return new Map(
    await Promise.all([...urls].map(async (url) => [url, await judgeContent({ content }, undefined, url)] as const)),
  );
}

/** Address of a page in the publisher's word, as the path: what a request says of its origin does not count. */
function urlOf({ path, facts }: Pick<SealFields, 'path' | 'facts'>): string {
  return facts?.host === undefined ? path : `https://${facts.host}${path}`;
}

/** Facts that were judged before the first seal is decided. */
interface JudgedSeals {
  /** Whether the gift is valid, by path. */
  readonly gifts: ReadonlyMap<string, boolean>;
  readonly contents: ReadonlyMap<string, JudgedFacts>;
  readonly judged: JudgedFacts;
}

/** Decides by the header of a seal. */
interface Decider {
  (fields: SealFields): Promise<Verdict>;
  hasCounted(): boolean;
  /** The decisions that hold, each with the path of its page. */
  readonly made: readonly { readonly decision: Decision; readonly path: string }[];
}

/** Decides the features of seals by what their headers say; parts of one feature and page together. */
function createDecider(
  { account, body, caller, reader, view, now }: Asking,
  { gifts, contents, judged }: JudgedSeals,
  { compiled, locate, judges }: KeysPorts,
): Decider {
  const verdicts = new Map<string, Verdict>();
  const { headers } = caller;
  const userAgent = headers.get('user-agent') ?? undefined;
  const reported = new Set(body.spends.map(({ id }) => id));
  let hasCounted = false;
  const { tokenStatus, claims, user } = toReaderInput(reader);
  const made: { decision: Decision; path: string }[] = [];
  const place = { ...locate(headers), ...judged };

  const decideOnce = async ({ feature, path, facts = {} }: SealFields): Promise<Verdict> => {
    const gift = gifts.get(path);
    const url = urlOf({ path, facts });
    const judged = {
      ...place,
      ...(gift !== undefined && { gift }),
      ...(judges.bypass && (await judgeBypass(judges, body.bypass, path, now))),
      ...(judges.content?.features.has(feature) && contents.get(url)),
    };
    const { meta, customData } = facts;
    const inputBy = (usage: Usage): EngineInput => ({
      tokenStatus,
      claims,
      user,
      userAgent,
      meta,
      customData,
      url,
      facts: judged,
      usage,
      now,
    });
    const item = toItem(toCanonicalPath(path));
    const { evaluations, counted, isUnpaid } = await decideMetered({
      account,
      reader: body.anonymousId,
      item,
      view,
      reported,
      now,
      evaluate: (usage) => [compiled.evaluatePending(feature, inputBy(usage))],
      isCharged: isGranted,
    });
    hasCounted ||= counted !== null;
    const { decision } = evaluations[0]!;
    if (isUnpaid) return { reason: 'no-access', decision: null };
    made.push({ decision, path });
    if (isGranted({ decision })) return { reason: null, decision: null };
    return { reason: decision.reason === 'fault' ? 'fault' : 'no-access', decision };
  };

  const decide = async (fields: SealFields): Promise<Verdict> => {
    const key = JSON.stringify([fields.feature, fields.path, fields.facts]);
    const verdict = verdicts.get(key) ?? (await decideOnce(fields));
    verdicts.set(key, verdict);
    return verdict;
  };
  return Object.assign(decide, { hasCounted: () => hasCounted, made });
}

/** A fallback, and a decision about an unknown feature, may show content, and give no key. */
function isGranted({ decision: { access, reason } }: Pick<Evaluation, 'decision'>): boolean {
  return access && reason === 'rule';
}

/** The moment at which a page forgets a key: the end of the token, and after a day at the latest. */
function endOf({ result }: RecognizedReader, now: number): number {
  const end = result.status === 'valid' ? result.claims['exp'] : undefined;
  const latest = now + MAX_KEY_LIFETIME_MS;
  return typeof end === 'number' && Number.isFinite(end) ? Math.min(latest, Math.floor(end * 1000)) : latest;
}
