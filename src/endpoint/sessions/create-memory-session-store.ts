import { MAX_SESSION_READERS_IN_MEMORY } from '../limits.js';
import type { SessionStore } from '../store.js';
import { endActive, keepActive, type ActiveSessions } from './keep-active.js';

/**
 * Makes a session store in the memory of this process. Without room it forgets the readers who have given no sign of life for the
 * longest time.
 *
 * @param now - Milliseconds since 1970.
 * @param max - Number of readers. Default: `MAX_SESSION_READERS_IN_MEMORY`.
 */
export function createMemorySessionStore(now: () => number, max = MAX_SESSION_READERS_IN_MEMORY): SessionStore {
  // A map iterates in the order of insertion: the reader of the last call comes last.
  const readers = new Map<string, ActiveSessions>();
  const put = (reader: string, sessions: ActiveSessions): void => {
    readers.delete(reader);
    if (sessions.length) readers.set(reader, sessions);
    const [oldest] = readers.keys();
    if (readers.size > max) readers.delete(oldest!);
  };
  return {
    keepSession: (reader, session, until) => {
      const { sessions, place } = keepActive(readers.get(reader) ?? [], session, until, now());
      put(reader, sessions);
      return place;
    },
    endSession: (reader, session) => put(reader, endActive(readers.get(reader) ?? [], session)),
    forgetSessions: (reader) => readers.delete(reader),
  };
}
