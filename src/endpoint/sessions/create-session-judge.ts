import { findValue } from '../../lib/find-value.js';
import { own } from '../../lib/own.js';
import type { Config } from '../../model/config.js';
import { SESSION_LIFETIME_MS } from '../limits.js';
import type { SessionPlace, SessionStore } from '../store.js';

/** The fact of a session: its place, `false` where the reader has too many, `undefined` for a reader without an account. */
export type SessionFact = SessionPlace | false | undefined;

/** Keeps the sessions of readers. Rejects when the store fails. */
export interface SessionJudge {
  /**
   * Finds the place of a session, which counts as a sign of life.
   *
   * @param account - Key of the reader with a mapped id; `null` for any other.
   */
  readonly find: (session: string | null, account: string | null) => Promise<SessionFact>;
  readonly end: (session: string, account: string | null) => Promise<void>;
}

/**
 * Makes the judge of sessions.
 *
 * @param now - Milliseconds since 1970.
 * @returns `null` where no rule of the config asks for sessions: then none is kept.
 */
export function createSessionJudge(config: Config, store: SessionStore, now: () => number): SessionJudge | null {
  const asks = findValue([config.features, config.subRules], (node) => own(node, 'type') === 'active-sessions');
  if (asks === undefined) return null;
  return {
    find: async (session, account) => {
      if (session === null || account === null) return undefined;
      return (await store.keepSession(account, session, now() + SESSION_LIFETIME_MS)) ?? false;
    },
    end: async (session, account) => {
      if (account !== null) await store.endSession(account, session);
    },
  };
}
