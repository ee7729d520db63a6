import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';

/** Before the name of a group, where sites are named. */
export const GROUP_PREFIX = 'group:';

/** Finds the ids of the sites that a name stands for: that of a site, or `group:` and that of a group. */
export function findNamedSites(sites: Config['sites'], name: string): readonly string[] {
  if (!name.startsWith(GROUP_PREFIX)) return own(sites, name) === undefined ? [] : [name];
  const group = name.slice(GROUP_PREFIX.length);
  return Object.keys(sites ?? {}).filter((id) => [own(own(sites, id), 'group')].flat().includes(group));
}

/** Lists the names by which sites can be named: their ids, and those of their groups. */
export function listSiteNames(sites: unknown): readonly string[] {
  const ids = Object.keys(sites ?? {});
  const groups = ids.flatMap((id) => [own(own(sites, id), 'group')].flat().filter((name) => typeof name === 'string'));
  return [...ids, ...new Set(groups.map((name) => GROUP_PREFIX + name))];
}

/** Puts names of sites into words: `the site daily or a site of the group regional`. */
export function describeSites(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => {
    const isGroup = name.startsWith(GROUP_PREFIX);
    return isGroup ? `a site of the group ${name.slice(GROUP_PREFIX.length)}` : `the site ${name}`;
  });
  return [...shown, ...(names.length > shown.length ? ['…'] : [])].join(' or ');
}
