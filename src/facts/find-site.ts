import type { Config } from '../model/config.js';
import { readHost } from '../lib/read-host.js';
import { toHost } from '../lib/to-host.js';

/** Finds the site of an address: its id, `null` for a host of no site, and `undefined` for an address without a host. */
export type FindSite = (url: string | undefined) => string | null | undefined;

/**
 * Creates the function that finds the site of an address by its host. A host as it is written goes before `*.` and a part of
 * it, and of those the longest one counts.
 *
 * @param sites - Checked: no host is there twice.
 */
export function createSiteFinder(sites: Config['sites'] = {}): FindSite {
  const byHost = new Map<string, string>();
  for (const [id, { hosts }] of Object.entries(sites)) for (const host of hosts) byHost.set(toHost(host)!, id);
  return (url) => {
    const host = readHost(url);
    if (host === undefined) return undefined;
    let found = byHost.get(host);
    for (let dot = host.indexOf('.'); found === undefined && dot >= 0; dot = host.indexOf('.', dot + 1))
      found = byHost.get(`*${host.slice(dot)}`);
    return found ?? null;
  };
}
