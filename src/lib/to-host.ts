import { readHost } from './read-host.js';

/** Longest host name, in characters (RFC 1035, section 2.3.4). */
const MAX_HOST_CHARACTERS = 253;

/** Characters that no host has, and those between a host and other parts of an address. */
const NOT_OF_A_HOST = /[\s/\\?#@%*,]/;

/** An address of numbers has no subdomains. */
const NUMERIC = /^\[|\.\d+$|^\d+$/;

/**
 * Writes a host of the config as `readHost` writes that of a page.
 *
 * @param text - A host name without a scheme and a port; `*.` before it stands for all of its subdomains.
 * @returns `null` for a text that is not a host.
 * @example toHost('*.Daily.example.') // '*.daily.example'
 */
export function toHost(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const isWild = text.startsWith('*.');
  const name = isWild ? text.slice(2) : text;
  const hasPort = name.includes(':') && !(name.startsWith('[') && name.endsWith(']'));
  if (!name || name.startsWith('.') || hasPort || NOT_OF_A_HOST.test(name)) return null;
  const host = readHost(`http://${name}/`);
  if (host === undefined || host.length > MAX_HOST_CHARACTERS || host.includes('..') || host.endsWith('.')) return null;
  if (!isWild) return host;
  return NUMERIC.test(host) ? null : `*.${host}`;
}
