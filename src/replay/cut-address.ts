import { readHost } from '../lib/read-host.js';
import { toCanonicalPath } from '../lib/to-canonical-path.js';

const QUERY = /^[^?#]*\?([^#]*)/;

/** The parts of an address that rules ask for. */
export interface AddressParts {
  readonly hasHost: boolean;
  readonly hasPath: boolean;
  /** Names of the parameters to keep. */
  readonly parameters: ReadonlySet<string>;
}

/**
 * Cuts an address to its host, its path and some parameters: no rule asks for port and fragment.
 *
 * @returns `undefined` where nothing of it is asked for.
 */
export function cutAddress(url: string, { hasHost, hasPath, parameters }: AddressParts): string | undefined {
  const host = hasHost ? readHost(url) : undefined;
  if (host === undefined && !hasPath && parameters.size === 0) return undefined;
  const query = new URLSearchParams(QUERY.exec(url)?.[1]);
  const kept = String(new URLSearchParams([...query].filter(([name]) => parameters.has(name))));
  return `${host === undefined ? '' : `https://${host}`}${hasPath ? toCanonicalPath(url) : '/'}${kept && `?${kept}`}`;
}
