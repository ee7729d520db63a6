import type { Config } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toHost } from '../lib/to-host.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkShape, isTextOrTexts, takeField, TEXTS, type Kind } from './check-shape.js';
import { fail } from './fail.js';
import { findNamedSites } from './site-names.js';

const isHost: Kind = (value) => typeof value === 'string' && (toHost(value) !== null || 'host-invalid');
const isFilled: Kind = (value) => Array.isArray(value) && value.length > 0;

/**
 * Checks the sites of a config, and the products that are limited to some of them.
 *
 * @throws {ConfigError} At the first mistake: `host-invalid`, `host-twice`, `site-unknown`, or that of a shape.
 */
export function checkSites({ sites, products }: Config): void {
  const site = { 'hosts!': [isFilled, isHost], group: isTextOrTexts } as const;
  checkShape({ sites }, { sites: [isRecord, site] }, '');
  const [twice] = findRepeatedHosts(sites);
  if (twice) fail('host-twice', twice);
  for (const [id, product] of Object.entries(products ?? {})) {
    if (product.sites !== undefined) takeSiteNames(product, sites, `/products${toPointer(id)}`);
  }
}

/**
 * Returns the member `sites` of a node or a product: ids of sites, and names of groups.
 *
 * @param at - JSON pointer of the node or the product.
 * @throws {ConfigError} `site-unknown` for the id of no site and for a group that no site is in.
 */
export function takeSiteNames(parent: unknown, sites: Config['sites'], at: string): readonly string[] {
  const names = takeField<readonly string[]>(parent, 'sites', isFilled, at);
  checkShape(names, TEXTS, `${at}/sites`);
  names.forEach((name, index) => {
    if (findNamedSites(sites, name).length === 0) fail('site-unknown', `${at}/sites/${index}`);
  });
  return names;
}

/** Finds the hosts that another site, or the same one, has named before. Returns their JSON pointers. */
export function findRepeatedHosts(sites: unknown): readonly string[] {
  const seen = new Set<string>();
  return Object.keys(isRecord(sites) ? sites : {}).flatMap((id) => {
    const hosts = own(own(sites, id), 'hosts');
    return (Array.isArray(hosts) ? hosts : []).flatMap((text: unknown, index) => {
      const host = toHost(text);
      return host !== null && seen.size === seen.add(host).size ? [`/sites${toPointer(id)}/hosts/${index}`] : [];
    });
  });
}
