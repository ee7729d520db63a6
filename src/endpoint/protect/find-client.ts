import type { HeaderReader, RequestHead } from '../header-reader.js';
import { MAX_CLIENT_KEY_CHARACTERS } from '../limits.js';
import { findForwardingHeader } from './find-forwarding-header.js';
import { toAddress, toNetwork, type AddressGroups } from './to-network.js';

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
export function findClient(head: RequestHead, connection: unknown, naming: ClientNaming): string {
  const key = nameClient(head, connection, naming);
  return key === null ? UNKNOWN_CLIENT : toNetwork(key).slice(0, MAX_CLIENT_KEY_CHARACTERS);
}

/**
 * Finds the whole address of the client, by the same functions. Where none is given, a request that some proxy has forwarded has no
 * address: the one at the other end of the connection is that of the proxy, and a header may be written by anyone.
 *
 * @returns `null` for a client without a known address.
 */
export function findClientAddress(head: RequestHead, connection: unknown, naming: ClientNaming): AddressGroups | null {
  const isNamed = naming.clientOf !== undefined || naming.clientKey !== undefined;
  if (!isNamed && findForwardingHeader(head.headers) !== null) return null;
  const key = nameClient(head, connection, naming);
  return key === null ? null : toAddress(key);
}

function nameClient(head: RequestHead, connection: unknown, { clientKey, clientOf }: ClientNaming): string | null {
  try {
    const key: unknown =
      clientOf?.(head.headers) ?? (clientKey ? clientKey(head.toRequest()) : findAddress(head, connection));
    return typeof key === 'string' ? key : null;
  } catch {
    return null;
  }
}

function findAddress(head: RequestHead, connection: unknown): unknown {
  if (typeof connection !== 'object' || connection === null) return null;
  const { incoming, remoteAddr, requestIP, address } = connection as Connection;
  if (incoming) return incoming.socket?.remoteAddress;
  if (remoteAddr) return remoteAddr.hostname;
  return typeof requestIP === 'function' ? requestIP.call(connection, head.toRequest())?.address : address;
}
