import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { SessionFact } from '../sessions/session-beats.js';
import type { EndpointClient } from './create-endpoint-client.js';

/** The body of a request to `sessions`. */
export interface SessionQuestion {
  /** Left out where the token is only in the browser's cookies. */
  readonly token?: string;
  /** Random id of the browser. */
  readonly session: string;
  /** The page is left, and no other page has its id. */
  readonly ends?: true;
}

/**
 * Gives the endpoint a sign of life of this browser, and asks for its place among those that read with the account (`POST …/sessions`).
 *
 * @param credentials - Whether cookies are sent along (`jwt.credentials`).
 * @returns `null` without a readable answer.
 */
export async function askSessions(
  client: EndpointClient,
  question: SessionQuestion,
  credentials: boolean | undefined,
): Promise<{ readonly fact: SessionFact } | null> {
  const { value } = await client.ask('sessions', {
    post: question,
    credentials: credentials ? 'include' : 'omit',
    keepalive: question.ends === true,
  });
  const fact = own(value, 'sessions');
  if (fact === null) return { fact: undefined };
  return fact === false || isRecord(fact) ? { fact: fact as SessionFact } : null;
}
