import { own } from '../../lib/own.js';
import type { Caller } from '../caller.js';
import type { LogOutage } from '../create-outage-log.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { SessionJudge } from '../sessions/create-session-judge.js';
import type { ToAccountKey } from '../usage/to-account-key.js';
import { askStore } from './ask-store.js';
import { readBodyId, readBodyToken } from './read-body-token.js';

/** Ports of the route. */
export interface SessionRoutePorts {
  /** `null` for a config without the node `active-sessions`. */
  readonly sessions: SessionJudge | null;
  readonly toAccountKey: ToAccountKey;
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly logOutage: LogOutage;
}

/**
 * Answers `POST /zephr/sessions`: the place of a browser among those that read with the account of the token. Each request is a sign
 * of life; with `ends` it is the last one. A reader without a mapped id has no sessions, and none is kept.
 */
export async function answerSessions(
  body: object,
  caller: Caller,
  { sessions, toAccountKey, recognize, logOutage }: SessionRoutePorts,
): Promise<RouteAnswer | Refusal> {
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const session = readBodyId(body, 'session');
  if (session instanceof Refusal) return session;
  if (session === null) return Refusal.field('session', 'the random id of the browser');
  const ends = own(body, 'ends') ?? false;
  if (typeof ends !== 'boolean') return Refusal.field('ends', 'true or false');
  const reader = await recognize(token, caller);
  if (reader instanceof Refusal) return reader;
  const { result } = reader;
  return askStore('usage-store-failed', logOutage, async () => {
    const account = toAccountKey(result);
    if (ends) await sessions?.end(session, account);
    const found = ends ? undefined : await sessions?.find(session, account);
    return { body: { sessions: found ?? null }, outcome: result.reason ?? result.status };
  });
}
