import { readGroups, type AddressGroups } from '../protect/to-network.js';

/** A range of addresses: all that begin with the same bits. */
export interface AddressRange {
  /** The first address. */
  readonly groups: AddressGroups;
  /** Number of bits that count, from 0 to 128; of IPv4 96 more than are written. */
  readonly bits: number;
}

/** Written whole: no port, brackets or zone. */
const RANGE = /^([\d.]{7,15}|[\da-f:.]{2,45})(?:\/(\d{1,3}))?$/i;

/** An address of IPv4 with a port. */
const PORT = /^[\d.]+:\d+$/;

/**
 * Reads a range in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3), or one address.
 *
 * @returns Of a text that is not a range, why.
 * @example parseAddressRange('192.0.2.0/24')
 */
export function parseAddressRange(text: string): AddressRange | string {
  const [, address, length] = RANGE.exec(text) ?? [];
  const isWhole = address !== undefined && !PORT.test(address);
  const groups = isWhole ? readGroups(address.toLowerCase()) : null;
  if (!groups || address === undefined)
    return 'must be an address, or a range such as "192.0.2.0/24" or "2001:db8::/32".';
  const isIpv4 = !address.includes(':');
  const most = isIpv4 ? 32 : 128;
  const written = length === undefined ? most : Number(length);
  if (written > most) return `must end with a number of at most ${most} bits.`;
  if (written === 0) return 'contains every address, so every reader would be on the premises.';
  const bits = isIpv4 ? written + 96 : written;
  const first = maskGroups(groups, bits);
  if (first.some((group, index) => group !== groups[index]))
    return `has bits after the first ${written}: the range begins with another address.`;
  return { groups, bits };
}

/** Returns an address with its first bits alone. */
export function maskGroups(groups: AddressGroups, bits: number): AddressGroups {
  return groups.map((group, index) => {
    const kept = Math.min(16, Math.max(0, bits - 16 * index));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
}
