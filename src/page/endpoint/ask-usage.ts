import { isRecord } from '../../lib/is-record.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { endpointRoute } from './endpoint-route.js';
import { isEntry } from '../ledger/parse-ledger.js';

/** A sighting on its way. */
export interface Sent {
  readonly id: string;
  readonly tracker: string;
  readonly item: string;
  readonly at: number;
}

/** What is told to the endpoint. */
export interface UsageQuestion {
  /** Left out where the browser's cookies have to do. */
  readonly token?: string;
  /** The anonymous id, whose count is to be carried over. */
  readonly reader?: string;
  readonly carry?: true;
  readonly spend?: readonly Sent[];
}

/** What the endpoint has counted of the reader, on all his devices. */
export interface UsageAnswer {
  readonly entries: readonly Sent[];
  /** Ids of what was not taken, as nothing was left. */
  readonly refused: readonly string[];
}

/** Milliseconds after which nobody waits for an answer any more. */
const LONGEST = 20_000;

/**
 * Asks the endpoint what it has counted of a reader, and tells it what it has not heard of (`POST …/usage`). The token goes
 * in the body, never in an address, and to nobody that the endpoint would redirect to.
 *
 * @param verifyEndpoint - Address of the endpoint's `verify`, which `usage` stands beside.
 * @param credentials - Whether the browser's cookies go along.
 * @returns The answer; its status where it is none, and 0 where there was none.
 */
export async function askUsage(
  verifyEndpoint: string,
  question: UsageQuestion,
  credentials: boolean | undefined,
  get: typeof fetch,
): Promise<UsageAnswer | number> {
  try {
    const response = await get(endpointRoute(verifyEndpoint, 'usage'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      credentials: credentials ? 'include' : 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // What a reader has read counts though he has gone on meanwhile.
      keepalive: question.spend !== undefined,
      signal: AbortSignal.timeout(LONGEST),
    });
    return response.ok ? (readAnswer(parsePlain(await response.text())) ?? 0) : response.status;
  } catch {
    return 0;
  }
}

function readAnswer(value: unknown): UsageAnswer | null {
  const { trackers, refused = [] } = (isRecord(value) ? value : {}) as Record<string, unknown>;
  if (!isRecord(trackers) || !Array.isArray(refused)) return null;
  const entries = Object.entries(trackers).flatMap(([tracker, all]) =>
    (Array.isArray(all) ? (all as unknown[]) : []).flatMap((one) => {
      const { id, item, at } = (isRecord(one) ? one : {}) as Record<string, unknown>;
      const entry: unknown = [id, item, at];
      return isEntry(entry) ? { id: entry[0], tracker, item: entry[1], at: entry[2] } : [];
    }),
  );
  return { entries, refused: refused.filter((id) => typeof id === 'string') };
}
