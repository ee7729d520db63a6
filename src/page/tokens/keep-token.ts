import { createFault, type Report } from '../../model/fault.js';
import type { Identity } from '../../model/identity.js';
import { own } from '../../lib/own.js';
import { RENEWAL_TIMEOUT_MS } from '../../lib/request/limits.js';
import { requestJson } from '../../lib/request/request-json.js';
import { sleep } from '../../lib/sleep.js';
import { isSafeUrl } from '../../config/is-safe-url.js';
import { listen, listenTo } from '../browser.js';
import type { Zephr } from '../zephr.js';
import { createDeadlineTimer } from '../life/create-deadline-timer.js';

/** What renewing needs from outside. */
export interface RenewalPorts {
  readonly zephr: Pick<Zephr, 'identity' | 'refresh'>;
  readonly report: Report;
  readonly get: typeof fetch;
  /** The token that counts by now, or all of them that the page can read; empty where it can read none. */
  readonly readTokens: () => string;
  /** Puts a token in the place of the one that counts. */
  readonly take: (token: string) => Promise<void>;
}

/** A lock and a channel of the tabs of this origin. */
const NAME = 'zephr-renewal';
/** Milliseconds before its end at which a token is renewed at the latest; the last tenth of a shorter life. */
const LEAD = 60_000;
/** Milliseconds before the first try after one that failed; twice as long each time, up to the longest. */
const PAUSE = 5000;
const LONGEST = 300_000;
/** Milliseconds that news takes to reach another tab, at the most. */
const NEWS = 100;

/** What a renewal came to: a token, or `null` where it is in the cookie; the session may be over. */
type Renewed = { readonly token: string | null } | 'over';

/**
 * Renews the token of this reader shortly before it ends, for as long as the page is there. Of several tabs one does it,
 * and the others take over what it got. A token that had ended when the page came is renewed too.
 *
 * @param renewal - An address, asked by POST with cookies, that answers `{ "token" }` or sets the cookie itself, and 401 or
 *   403 where the session is over; or a function that does the like.
 * @returns A function that stops it.
 */
export function keepToken(renewal: unknown, { zephr, report, get, readTokens, take }: RenewalPorts): () => void {
  let isOn = true;
  let isBusy = false;
  let failures = 0;
  /** What there was when the endpoint said that the session is over. */
  let over: string | null = null;
  /** The end of the token that is to be renewed. */
  let end = 0;
  /** What was renewed last, and what came of it: for tabs that are opened later. */
  let news: { readonly before: string; readonly token: string } | null = null;
  const alarm = createDeadlineTimer(() => void inTurn());
  const firstSeen = new Map<string, number>();
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(NAME) : null;

  const fail = (message: string): void => {
    // Told once, not at every try.
    if (!failures++) {
      const code = typeof renewal === 'string' ? 'endpoint-unreachable' : 'callback-failed';
      report(createFault(code, `refresh: ${message}`, null, '/jwt/refresh'));
    }
    alarm.set(Date.now() + Math.min(PAUSE * 2 ** (failures - 1), LONGEST));
  };

  /** Sets the alarm for the token of this moment. */
  const plan = ({ token: { status, expiresAt }, claims }: Identity): void => {
    if (!isOn || isBusy) return;
    const tokens = readTokens();
    if (tokens === over || (status !== 'valid' && status !== 'expired')) return alarm.set(null);
    const now = Date.now();
    if (status === 'expired') {
      // After a failure its time is set already.
      if (!failures) alarm.set(now);
      return;
    }
    if (expiresAt === null) return alarm.set(null);
    if (expiresAt > end) failures = 0;
    else if (failures) return;
    if (!firstSeen.has(tokens)) firstSeen.clear();
    const seen = firstSeen.get(tokens) ?? now;
    firstSeen.set(tokens, seen);
    const issued = own(claims, 'iat');
    const began = typeof issued === 'number' && issued * 1000 <= now ? issued * 1000 : seen;
    end = expiresAt;
    alarm.set(expiresAt - Math.min(LEAD, (expiresAt - began) / 10));
  };
  const planAnew = async (): Promise<void> => plan(await zephr.identity());

  const ask = async (): Promise<Renewed> => {
    if (typeof renewal === 'function') return readToken(await (renewal as () => unknown)());
    const { status, value } = await requestJson(get, renewal as string, {
      post: null,
      credentials: 'include',
      signal: AbortSignal.timeout(RENEWAL_TIMEOUT_MS),
    });
    if (status === 401 || status === 403) return 'over';
    if (status < 200 || status >= 300) throw new Error(`status ${status}`);
    return readToken(value);
  };

  const renew = async (before: string): Promise<void> => {
    channel?.postMessage({ before });
    await sleep(NEWS);
    // Another tab has done it.
    if (!isOn || readTokens() !== before) return;
    try {
      const renewed = await ask();
      if (!isOn) return;
      if (renewed === 'over') {
        over = before;
        return;
      }
      const { token } = renewed;
      if (token === null) await zephr.refresh();
      else {
        news = { before, token };
        channel?.postMessage(news);
        await take(token);
        await sleep(NEWS);
      }
      const { status, expiresAt } = (await zephr.identity()).token;
      if (status === 'valid' && (expiresAt === null || expiresAt > Math.max(end, Date.now()))) failures = 0;
      else fail('brought no token that lasts longer');
    } catch (error) {
      if (isOn) fail(String(error));
    }
  };

  const inTurn = async (): Promise<void> => {
    if (isBusy || !isOn) return;
    isBusy = true;
    const before = readTokens();
    const { locks } = navigator as { locks?: LockManager };
    // Where there are no locks, or none for this origin, each tab is on its own.
    const isDone = await (locks ? locks.request(NAME, () => renew(before)).catch(() => false) : false);
    if (isDone === false) await renew(before);
    isBusy = false;
    if (!failures) void planAnew();
  };

  if (typeof renewal === 'string' ? isSafeUrl(renewal, {}) !== true : typeof renewal !== 'function') {
    const code = typeof renewal === 'string' ? 'url-insecure' : 'type-wrong';
    report(createFault(code, 'refresh: is neither a safe address nor a function', null, '/jwt/refresh'));
    return () => channel?.close();
  }
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const [before, token] = [own(data, 'before'), own(data, 'token')];
    if (typeof token !== 'string') {
      if (news && before === news.before) channel.postMessage(news);
    } else if (before === readTokens()) {
      news = { before, token };
      void take(token);
    }
  });
  const stops = [
    listen('zephr-identity', () => void planAnew()),
    listen('visibilitychange', alarm.look),
    listenTo(window, 'focus', alarm.look),
    listenTo(window, 'online', () => failures && void inTurn()),
  ];
  void planAnew();
  return () => {
    isOn = false;
    alarm.set(null);
    channel?.close();
    stops.forEach((stop) => stop());
  };
}

/** What an endpoint or a function has given: a token, an object that holds one, or nothing where the cookie holds it. */
function readToken(value: unknown): Renewed {
  const token = typeof value === 'string' ? value : own(value, 'token');
  return { token: typeof token === 'string' && token ? token : null };
}
