import type { JwtConfig } from '../../model/config.js';
import type { Consent } from '../../facts/read-consent.js';
import type { Reader } from '../../identity/identify.js';
import { ignore } from '../../lib/ignore.js';
import { sleep } from '../../lib/sleep.js';
import { DEFAULT_COOKIE } from '../../token/may-have-token.js';
import { readSearchParam } from '../../facts/read-search-param.js';
import { PREVIEW } from '../../model/running-preview.js';
import { FACTS_WAIT_MS } from '../../lib/request/limits.js';
import { isPrerendering, readReferrer } from '../browser.js';
import {
  askFacts,
  type BypassClaim,
  type EndpointFact,
  type GiftClaim,
  type PromoClaim,
} from '../endpoint/ask-facts.js';
import { createEndpointClient } from '../endpoint/create-endpoint-client.js';
import { readSessionId } from '../endpoint/read-session-id.js';
import { onActivated } from '../life/on-activated.js';
import { watchHead } from '../life/watch-head.js';
import type { Session } from '../session.js';
import { collectPageFacts, type PageFact, type PageFacts, type PageFactsInput } from './collect-facts.js';
import { recallReader } from './recall-reader.js';
import { watchConsent } from './watch-consent.js';
import { watchPermission } from './watch-permission.js';

/**
 * Reads the facts of this moment.
 *
 * @param now - Milliseconds since 1970.
 * @param provided - Facts of the site's own code, which can hold its word on storage.
 * @param reader - The reader whose facts are read.
 */
export type ReadFacts = (
  now: number,
  provided: unknown,
  reader: Pick<Reader, 'foreignUserId' | 'rawToken'>,
) => PageFacts;

const OF_ENDPOINT: readonly EndpointFact[] = ['content', 'place', 'gift', 'bypass', 'promo'];

/**
 * Gives the facts of the page whenever they are asked for. The page view is counted once, now, and the endpoint asked once. Its
 * answer about the article counts as long as the page has this path.
 *
 * @param asked - Kinds of facts that rules ask for.
 * @param jwt - Names the cookie that carries the token, and the endpoint.
 * @param onChange - Called when the reader has answered a consent manager, and when the endpoint answers late.
 * @param readDate - Reads the date of publication that JSON-LD has, where a rule asks for it.
 * @returns Resolves when the endpoint has answered, where it had to be asked, or after a second and a half.
 */
export async function watchFacts(
  asked: ReadonlySet<PageFact | EndpointFact>,
  { cookie: tokenCookie = DEFAULT_COOKIE, verifyEndpoint, credentials }: JwtConfig,
  session: Session,
  onChange: () => void,
  readDate?: PageFactsInput['readDate'],
): Promise<ReadFacts> {
  let consent: Consent | undefined;
  let answered: Readonly<Record<string, unknown>> = {};
  let watching = false;
  const opened = page();
  const change = (): void => {
    if (watching) onChange();
  };
  if (asked.has('consent')) {
    session.own(
      watchConsent((found) => {
        consent = found;
        change();
      }),
    );
  }
  const isPreview = session.store.has(PREVIEW);
  const readPermission = asked.has('recognised') ? watchPermission(session, change) : null;
  if (asked.has('meta') || asked.has('published')) session.own(watchHead(() => session.page.host._check?.()));
  const counted = collectPageFacts(new Set([...asked].filter((kind) => kind === 'visits')), {
    tokenCookie,
    now: Date.now(),
    isPreview,
  });
  const others = new Set([...asked].filter((kind) => kind !== 'visits'));
  if (OF_ENDPOINT.some((fact) => asked.has(fact))) {
    const client = verifyEndpoint === undefined ? null : createEndpointClient(verifyEndpoint, session.fetch);
    const claims = { gift: () => claimGift(session), bypass: claimBypass, promo: () => claimPromo(session), page };
    const ofArticle = session.store.get(watchFacts) as ReturnType<typeof askFacts> | undefined;
    // The answer about an article says where the reader is, too.
    const asking = asked.has('place') && ofArticle ? ofArticle : askFacts(asked, client, claims, credentials);
    if (asked.has('content')) session.store.set(watchFacts, asking);
    const answer = asking.then((facts) => {
      const { content, ...others } = facts;
      answered = asked.has('content') ? { content } : others;
      change();
    });
    await Promise.race([answer, sleep(FACTS_WAIT_MS)]);
  }
  watching = true;
  const isThere = (): boolean => !asked.has('content') || page() === opened;
  return (now, provided, { foreignUserId }) => {
    const isSignedIn = foreignUserId !== null;
    const recalls =
      readPermission &&
      ((): boolean | undefined => recallReader({ now, isSignedIn, permission: readPermission(provided), isPreview }));
    const found = collectPageFacts(others, { tokenCookie, now, consent, readDate, ...(recalls && { recalls }) });
    return { ...found, facts: { ...counted.facts, ...(isThere() && answered), ...found.facts } };
  };
}

/**
 * The claim of the link's gift token. A gift is claimed by the reader who opens the page, not by a browser that prerenders it, nor
 * in a preview.
 */
async function claimGift(session: Session): Promise<GiftClaim | null> {
  const gift = readSearchParam(location.href, 'gift');
  if (!gift || session.store.has(PREVIEW)) return null;
  await activated(session);
  return { gift, path: location.pathname, session: readSessionId(session.page._memory) };
}

/** Address of the page, without query and fragment. */
function page(): string {
  return location.origin + location.pathname;
}

/** The claim of a link that a trusted site has signed. It is only followed from a page of that site. */
function claimBypass(): BypassClaim | null {
  const btr = readSearchParam(location.href, 'btr');
  const referrer = readReferrer();
  return btr && referrer ? { btr, path: location.pathname, referrer } : null;
}

/** The claim of the link's promotion code. Like a gift it is the reader's who opens the page, once it is known who that is. */
async function claimPromo(session: Session): Promise<PromoClaim | null> {
  const code = readSearchParam(location.href, 'promo');
  if (!code || session.store.has(PREVIEW)) return null;
  await activated(session);
  await session.page.zephr.ready.catch(ignore);
  const token = session.page.visit?._reader()?.rawToken;
  return { code, session: readSessionId(session.page._memory), ...(token && { token }) };
}

function activated(session: Session): Promise<void> {
  return new Promise((resolve) => {
    if (isPrerendering()) onActivated(session, resolve);
    else resolve();
  });
}
