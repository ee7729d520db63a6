import { isRecord } from '../../lib/is-record.js';
import { isStoredView } from '../ledger/parse-ledger.js';
import type { EndpointClient } from './create-endpoint-client.js';

/** A counted view on its way to or from the endpoint. */
export interface Sent {
  readonly id: string;
  readonly tracker: string;
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The body of a request to `usage`. */
export interface UsageQuestion {
  /** Left out where the token is only in the browser's cookies. */
  readonly token?: string;
  /** The anonymous reader's id, whose views are carried over to the reader of the token. */
  readonly reader?: string;
  readonly carry?: true;
  readonly spend?: readonly Sent[];
}

/** The views of the reader that the endpoint has counted on all devices. */
export interface UsageAnswer {
  readonly entries: readonly Sent[];
  /** Ids of the views that the endpoint refused, because the trial was used up. */
  readonly refused: readonly string[];
}

/**
 * Asks the endpoint which views it has counted of a reader, and reports new ones (`POST …/usage`).
 *
 * @param credentials - Whether cookies are sent along (`jwt.credentials`).
 * @returns The answer; the HTTP status of an answer that is not readable; 0 without an answer.
 */
export async function askUsage(
  client: EndpointClient,
  question: UsageQuestion,
  credentials: boolean | undefined,
): Promise<UsageAnswer | number> {
  const { status, value } = await client.ask('usage', {
    post: question,
    credentials: credentials ? 'include' : 'omit',
    // A view counts even if the reader has left the page meanwhile.
    keepalive: question.spend !== undefined,
  });
  return readAnswer(value) ?? status;
}

function readAnswer(value: unknown): UsageAnswer | null {
  const { trackers, refused = [] } = (isRecord(value) ? value : {}) as Record<string, unknown>;
  if (!isRecord(trackers) || !Array.isArray(refused)) return null;
  const entries = Object.entries(trackers).flatMap(([tracker, all]) =>
    (Array.isArray(all) ? (all as unknown[]) : []).flatMap((one) => {
      const { id, item, at } = (isRecord(one) ? one : {}) as Record<string, unknown>;
      const view: unknown = [id, item, at];
      return isStoredView(view) ? { id: view[0], tracker, item: view[1], at: view[2] } : [];
    }),
  );
  return { entries, refused: refused.filter((id) => typeof id === 'string') };
}
