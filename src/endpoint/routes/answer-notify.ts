import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { Caller } from '../caller.js';
import { MAX_NOTIFICATIONS_PER_REQUEST, MAX_NOTIFIED_CHARACTERS } from '../limits.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { Notifier, NotifyResult, PageNotification } from '../webhooks/create-notifier.js';
import { readBodyToken } from './read-body-token.js';

/** Ports of the route. */
export interface NotifyPorts {
  /** `null` for an endpoint without `webhooks`. */
  readonly notifier: Notifier | null;
  readonly recognize: ReturnType<typeof createRecognizer>;
}

const NO_WEBHOOKS = new Refusal(404, 'not-found', 'This endpoint has no "webhooks".');
const VIEW = /^[\w-]{1,64}$/;

/**
 * Answers `POST /zephr/notify`: sends to webhooks what the decisions of a page make known. The endpoint says who the reader is, by its
 * own check of the token; the outcome and the path are the page's word, and the message calls them so. The answer waits for no
 * webhook.
 */
export async function answerNotify(
  body: object,
  caller: Caller,
  { notifier, recognize }: NotifyPorts,
): Promise<RouteAnswer | Refusal> {
  if (!notifier) return NO_WEBHOOKS;
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const view = own(body, 'view');
  if (typeof view !== 'string' || !VIEW.test(view))
    return Refusal.field('view', '1 to 64 letters, digits, "-" and "_"');
  const notifications = readNotifications(body);
  if (notifications instanceof Refusal) return notifications;
  const reader = await recognize(token, caller);
  if (reader instanceof Refusal) return reader;
  const { result } = reader;
  const results: NotifyResult[] = [];
  for (const notification of notifications) results.push(await notifier.report(notification, { result, view }));
  return { body: { results }, outcome: result.reason ?? result.status };
}

function readNotifications(body: object): readonly PageNotification[] | Refusal {
  const path = own(body, 'path');
  if (!isShort(path)) return Refusal.field('path', WANTED);
  const list = own(body, 'notifications');
  if (!Array.isArray(list) || list.length > MAX_NOTIFICATIONS_PER_REQUEST)
    return Refusal.field('notifications', `a list of at most ${MAX_NOTIFICATIONS_PER_REQUEST} objects`);
  const all: PageNotification[] = [];
  for (const [index, entry] of list.entries()) {
    if (!isRecord(entry)) return Refusal.field(`notifications[${index}]`, 'an object');
    const texts = Object.fromEntries(MEMBERS.map((name) => [name, own(entry, name)]));
    const wrong = MEMBERS.find((name) => !isShort(texts[name]));
    if (wrong !== undefined) return Refusal.field(`notifications[${index}].${wrong}`, WANTED);
    all.push({ ...(texts as Omit<PageNotification, 'path'>), path });
  }
  return all;
}

const MEMBERS = ['feature', 'name', 'webhook', 'userState', 'outcomeId'] as const;
const WANTED = `a text of at most ${MAX_NOTIFIED_CHARACTERS} characters`;

function isShort(text: unknown): text is string {
  return typeof text === 'string' && text.length <= MAX_NOTIFIED_CHARACTERS;
}
