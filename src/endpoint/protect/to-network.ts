/** Dotted quad, with a port or without. */
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d{1,5})?$/;
/** Brackets, with a port or without (RFC 3986, section 3.2.2; RFC 7239, section 6). */
const BRACKETS = /^\[([^[\]]+)\](?::\d{1,5})?$/;
const GROUP = /^[\da-f]{1,4}$/;
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
/** IPv4 in the form that stands for a client, alone or in IPv6: most connections have it. */
const PLAIN_IPV4 = new RegExp(`^(?:::ffff:)?(${OCTET}(?:\\.${OCTET}){3})$`);

/**
 * Gives the one form of an address that stands for a client, however a proxy or runtime writes it: without port, brackets,
 * quotes and zone, IPv4 in IPv6 as IPv4, and of IPv6 the first 64 bits, since a client with one address of a network has all
 * of them (RFC 4291, section 2.5.4; RFC 6177). Of a list, such as that of `X-Forwarded-For`, the last item counts, which the
 * nearest proxy added; of an item of `Forwarded` its `for`.
 *
 * @returns Of a last item that is not an address, its text: whatever precedes it, a client may have written.
 * @example toNetwork('[2001:DB8::1]:4711') // '2001:db8:0:0'
 */
export function toNetwork(text: string): string {
  const plain = PLAIN_IPV4.exec(text)?.[1];
  if (plain !== undefined) return plain;
  const named = takeLast(text);
  const address = simplify(named);
  const ipv4 = readIpv4(address);
  if (ipv4) return ipv4.join('.');
  const groups = readIpv6(address);
  return groups ? writeNetwork(groups) : named;
}

/** Eight groups of 16 bits, of which IPv4 has the last two (RFC 4291, section 2.5.5.2). */
export type AddressGroups = readonly number[];

/**
 * Reads the whole address of a client from the same texts.
 *
 * @returns `null` for a last item that is not an address.
 */
export function toAddress(text: string): AddressGroups | null {
  const named = takeLast(text);
  return readGroups(simplify(named));
}

/** Reads an address in small letters, without port, brackets and zone. */
export function readGroups(address: string): AddressGroups | null {
  const ipv4 = readIpv4(address);
  if (!ipv4) return readIpv6(address);
  const [a = 0, b = 0, c = 0, d = 0] = ipv4;
  return [...MAPPED, (a << 8) | b, (c << 8) | d];
}

/** The first groups of IPv4 in IPv6. */
const MAPPED = [0, 0, 0, 0, 0, 0xffff];

/** Takes the last item of a list, of an item of `Forwarded` its `for`, without quotes. */
function takeLast(text: string): string {
  const last = text.slice(text.lastIndexOf(',') + 1);
  return (/(?:^|;)\s*for=([^;]*)/i.exec(last)?.[1] ?? last).trim().replace(/^"(.*)"$/, '$1');
}

/** Drops brackets, port and zone. */
function simplify(text: string): string {
  const inside = BRACKETS.exec(text)?.[1] ?? text;
  return inside.toLowerCase().split('%', 1)[0] ?? '';
}

function readIpv4(text: string): readonly number[] | null {
  const octets = IPV4.exec(text)?.slice(1).map(Number);
  return octets?.every((octet) => octet < 256) ? octets : null;
}

function readIpv6(text: string): AddressGroups | null {
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) return null;
  const [first, last] = halves.map((half) => (half ? half.split(':').flatMap(toGroups) : []));
  const zeros = last ? 8 - first!.length - last.length : 0;
  const groups = [...first!, ...Array<string>(Math.max(0, zeros)).fill('0'), ...(last ?? [])];
  if (groups.length !== 8 || !groups.every((group) => GROUP.test(group))) return null;
  return groups.map((group) => parseInt(group, 16));
}

/** Writes what stands for a client: IPv4 whole, of IPv6 the first 64 bits. */
function writeNetwork(groups: AddressGroups): string {
  const [high = 0, low = 0] = groups.slice(6);
  if (MAPPED.every((number, index) => groups[index] === number))
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return groups
    .slice(0, 4)
    .map((number) => number.toString(16))
    .join(':');
}

/** The groups of one part: two for IPv4 at the end of IPv6, and the part itself for any other text. */
function toGroups(part: string): readonly string[] {
  const octets = readIpv4(part);
  if (!octets) return [part];
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  return [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)];
}
