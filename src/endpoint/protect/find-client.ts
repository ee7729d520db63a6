import type { HeaderReader, RequestHead } from '../header-reader.js';
import { MAX_CLIENT_KEY_CHARACTERS } from '../limits.js';
import { toNetwork } from './to-network.js';

/** The connection as runtimes hand it to a handler, as far as it holds the address of the client. */
interface Connection {
  /** @hono/node-server. */
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: unknown } };
  /** Deno. */
  readonly remoteAddr?: { readonly hostname?: unknown };
  /** Bun. */
  readonly requestIP?: (request: Request) => { readonly address?: unknown } | null;
  readonly address?: unknown;
}

/** How the operator names clients: by a function of their own, by one that reads headers alone, or not at all. */
export interface ClientNaming {
  readonly clientKey?: ((request: Request) => string) | undefined;
  /** Comes before `clientKey`. */
  readonly clientOf?: ((headers: HeaderReader) => string) | undefined;
}

/** The key that all clients without an address share. */
export const UNKNOWN_CLIENT = '';

/**
 * Gives the key under which a request counts for the rate limit: the one from the operator's function, else the address at
 * the other end of the connection. Headers are ignored, since a client can send any. Addresses have one form (`toNetwork`),
 * whichever of the two gives them.
 *
 * @param connection - Second argument of the endpoint.
 * @param naming - The operator's functions; if one throws or returns no text, the client is unknown.
 */
export function findClient(head: RequestHead, connection: unknown, { clientKey, clientOf }: ClientNaming): string {
  try {
    const key: unknown =
      clientOf?.(head.headers) ?? (clientKey ? clientKey(head.toRequest()) : findAddress(head, connection));
    return typeof key === 'string' ? toNetwork(key).slice(0, MAX_CLIENT_KEY_CHARACTERS) : UNKNOWN_CLIENT;
  } catch {
    return UNKNOWN_CLIENT;
  }
}

function findAddress(head: RequestHead, connection: unknown): unknown {
  if (typeof connection !== 'object' || connection === null) return null;
  const { incoming, remoteAddr, requestIP, address } = connection as Connection;
  if (incoming) return incoming.socket?.remoteAddress;
  if (remoteAddr) return remoteAddr.hostname;
  return typeof requestIP === 'function' ? requestIP.call(connection, head.toRequest())?.address : address;
}
