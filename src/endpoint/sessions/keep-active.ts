import { MAX_SESSION_LIMIT } from '../../config/limits.js';
import { SESSION_SAVE_MS } from '../limits.js';
import { StoreError } from '../store-error.js';
import type { SessionPlace } from '../store.js';

/** A session of a reader: its id, and the moment at which it ends; milliseconds since 1970. */
export type ActiveSession = readonly [id: string, until: number];

/** The sessions of one reader, from the one that began first. */
export type ActiveSessions = readonly ActiveSession[];

/** The sessions after a change: the same list where there is nothing to store. */
export interface KeptSession {
  readonly sessions: ActiveSessions;
  readonly place: SessionPlace | null;
}

/**
 * Keeps a session active. A new one goes to the end of the list, so the order is that of the store and of no clock. Sessions that
 * are over are left out. A reader has `MAX_SESSION_LIMIT` at most: while all of them are active, a new one has no place.
 *
 * @param until - When the session ends without another call.
 */
export function keepActive(sessions: ActiveSessions, id: string, until: number, now: number): KeptSession {
  const active = dropEnded(sessions, now);
  const index = active.findIndex(([other]) => other === id);
  if (index < 0 && active.length >= MAX_SESSION_LIMIT) return { sessions: active, place: null };
  const known = active[index];
  const kept: ActiveSession = [id, Math.max(until, known?.[1] ?? 0)];
  const place = { place: known ? index + 1 : active.length + 1, of: known ? active.length : active.length + 1 };
  if (known && active === sessions && until - known[1] < SESSION_SAVE_MS) return { sessions, place };
  return { sessions: known ? active.map((one) => (one === known ? kept : one)) : [...active, kept], place };
}

/** Ends a session. */
export function endActive(sessions: ActiveSessions, id: string): ActiveSessions {
  return sessions.some(([other]) => other === id) ? sessions.filter(([other]) => other !== id) : sessions;
}

/** When the last of some sessions ends; 0 for none. */
export function lastEnd(sessions: ActiveSessions): number {
  return Math.max(0, ...sessions.map(([, until]) => until));
}

/** Reads sessions that a store has written as JSON. */
export function readSessions(text: string | null): ActiveSessions {
  if (text === null) return [];
  try {
    return (JSON.parse(text) as ActiveSession[]).map(([id, until]) => [id, until]);
  } catch {
    throw new StoreError('store-failed', 'The store holds a text under the key of sessions that it has not written.');
  }
}

function dropEnded(sessions: ActiveSessions, now: number): ActiveSessions {
  return sessions.every(([, until]) => until > now) ? sessions : sessions.filter(([, until]) => until > now);
}
