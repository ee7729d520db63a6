import type { Bypass, GivenBypass } from './bypass/create-bypass.js';
import type { Caller } from './caller.js';
import type { ReadContent } from './content/create-content-reader.js';
import type { FindAccounts } from './premises/create-premises.js';
import type { SessionJudge } from './sessions/create-session-judge.js';
import type { CheckPromo, GivenPromo, PromoReader } from './promotions/create-promo-check.js';

/** The judges of facts, from the settings of the endpoint. `null` where there is no setting to judge by. */
export interface Judges {
  readonly findAccounts: FindAccounts | null;
  readonly bypass: Bypass | null;
  readonly checkPromo: CheckPromo | null;
  readonly sessions: SessionJudge | null;
  readonly content: ContentJudge | null;
}

/** Reads articles, for features whose rules ask for their fields. */
export interface ContentJudge {
  readonly read: ReadContent;
  readonly features: ReadonlySet<string>;
}

/** Facts by name. One that is `undefined` is unknown, whatever the page says. */
export type JudgedFacts = Readonly<Record<string, unknown>>;

/** Whether there is anything to judge by. */
export function hasJudges({ findAccounts, bypass, checkPromo, sessions, content }: Judges): boolean {
  return [findAccounts, bypass, checkPromo, sessions, content].some((judge) => judge !== null);
}

/** Judges whether the address of the client is on the premises of accounts. A client without a known address is not judged. */
export function judgePremises(
  { findAccounts }: Pick<Judges, 'findAccounts'>,
  { address }: Pick<Caller, 'address'>,
): JudgedFacts {
  if (!findAccounts) return {};
  const groups = address();
  return { 'on-premises': groups ? findAccounts(groups) : undefined };
}

/**
 * Reads the fields of the page's article, where a feature asks for them.
 *
 * @param features - Names of features. Default: all.
 * @param url - Address of the page, whole or from the path on.
 */
export async function judgeContent(
  { content }: Pick<Judges, 'content'>,
  features: Iterable<string> | undefined,
  url: string | undefined,
): Promise<JudgedFacts> {
  if (!content) return {};
  const asking =
    features === undefined ? content.features.size > 0 : [...features].some((id) => content.features.has(id));
  return asking ? { content: await content.read(url) } : {};
}

/**
 * Judges the link that the reader has followed.
 *
 * @param now - Milliseconds since 1970.
 */
export async function judgeBypass(
  { bypass }: Judges,
  given: GivenBypass | null,
  path: string | undefined,
  now: number,
): Promise<JudgedFacts> {
  if (!bypass) return {};
  return { bypass: (given && (await bypass.find(given, path, now))) ?? false };
}

/** Judges the promotion code of a reader, who is counted for it. After too many wrong codes of the client none counts. */
export async function judgePromo(
  { checkPromo }: Judges,
  given: GivenPromo | null,
  reader: PromoReader,
): Promise<JudgedFacts> {
  if (!checkPromo) return {};
  const found = given && (await checkPromo(given, reader));
  return { promo: found?.promotion ?? false };
}

/** Judges the session of a browser, which is kept for it. The page's own word never counts where a rule asks for sessions. */
export async function judgeSession(
  { sessions }: Judges,
  session: string | null,
  account: string | null,
): Promise<JudgedFacts> {
  return sessions ? { 'active-sessions': await sessions.find(session, account) } : {};
}
