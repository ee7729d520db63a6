/** What a runtime hands to a handler beside the request, as far as it may tell where that came from. */
interface Connection {
  /** @hono/node-server. */
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: unknown } };
  /** Deno. */
  readonly remoteAddr?: { readonly hostname?: unknown };
  /** Bun. */
  readonly requestIP?: (request: Request) => { readonly address?: unknown } | null;
  readonly address?: unknown;
}

/** The bucket of all clients without an address. */
const NOBODY = '';
/** Characters. What `clientKey` gives may be as long as a header. */
const LONGEST = 128;

/**
 * Finds out whose budget a request spends: what the operator's function says, else the address at the other end of the
 * connection. Headers are not looked at: whoever sends a request can write them.
 *
 * @param clientKey - The operator's; where it throws or gives no text, the client counts as unknown.
 */
export function findClient(
  request: Request,
  connection: unknown,
  clientKey: ((request: Request) => string) | undefined,
): string {
  try {
    const key: unknown = clientKey ? clientKey(request) : toNetwork(findAddress(request, connection));
    return typeof key === 'string' ? key.slice(0, LONGEST) : NOBODY;
  } catch {
    return NOBODY;
  }
}

function findAddress(request: Request, connection: unknown): unknown {
  if (typeof connection !== 'object' || connection === null) return null;
  const { incoming, remoteAddr, requestIP, address } = connection as Connection;
  if (incoming) return incoming.socket?.remoteAddress;
  if (remoteAddr) return remoteAddr.hostname;
  return typeof requestIP === 'function' ? requestIP.call(connection, request)?.address : address;
}

/**
 * The network that an address stands for: of IPv6 its first 64 bits, as whoever has one of them has them all (RFC 4291,
 * section 2.5.4; RFC 6177).
 */
function toNetwork(address: unknown): unknown {
  if (typeof address !== 'string' || !address.includes(':')) return address;
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (mapped) return mapped;
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const [first, last] = [head, tail].map((half) => (half ? half.split(':') : []));
  const zeros = tail === undefined ? 0 : 8 - first!.length - last!.length;
  const groups = [...first!, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...last!];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
