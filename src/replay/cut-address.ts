import { toCanonicalPath } from '../lib/to-canonical-path.js';

const QUERY = /^[^?#]*\?([^#]*)/;

/**
 * Cuts an address to its path and some parameters: no rule asks for scheme, host and fragment.
 *
 * @param hasPath - Whether a rule asks for the path.
 * @param parameters - Names of the parameters to keep.
 * @returns `undefined` where nothing of it is asked for.
 */
export function cutAddress(url: string, hasPath: boolean, parameters: ReadonlySet<string>): string | undefined {
  if (!hasPath && parameters.size === 0) return undefined;
  const query = new URLSearchParams(QUERY.exec(url)?.[1]);
  const kept = String(new URLSearchParams([...query].filter(([name]) => parameters.has(name))));
  return `${hasPath ? toCanonicalPath(url) : '/'}${kept && `?${kept}`}`;
}
