import type { Config } from '../model/config.js';
import { createSiteFinder } from '../facts/find-site.js';
import { perSite } from '../decision/per-site.js';
import { hasLimitedProducts } from '../identity/limit-products.js';
import { readHost } from '../lib/read-host.js';
import { toHost } from '../lib/to-host.js';
import type { Literal, Slot } from './literal.js';

/** A host of no site: the top-level domain belongs to nobody (RFC 2606, section 2). */
const ELSEWHERE = 'elsewhere.invalid';

/** The slot of the host of the page. */
export const HOST_SLOT: Slot = {
  key: 'host',
  isFinite: true,
  write: (draft, value) => {
    draft.host = value as string | undefined;
  },
};

/** Lists the hosts that conditions can tell apart: one of each site, one of no site, and none. */
export function listHosts({ sites = {} }: Config): readonly (string | undefined)[] {
  const find = createSiteFinder(sites);
  const ofSites = Object.entries(sites).flatMap(([id, { hosts }]) => {
    const names = hosts.map((host) => toHost(host)!.replace(/^\*\./, 'www.'));
    return names.find((name) => find(`https://${name}/`) === id) ?? [];
  });
  return [...ofSites, ELSEWHERE, undefined];
}

/** A config as it counts on some hosts, and the requirement that the page has one of them. */
export interface HostVariant {
  readonly config: Config;
  readonly base: readonly Literal[];
}

/** Splits a config by the products that count: one variant for all hosts on which the same products do. */
export function listHostVariants(config: Config): readonly HostVariant[] {
  if (!hasLimitedProducts(config)) return [{ config, base: [] }];
  const variants = new Set<{ readonly config: Config; readonly hosts: (string | undefined)[] }>();
  const variantFor = perSite(config, (limited) => {
    const variant: { config: Config; hosts: (string | undefined)[] } = { config: limited, hosts: [] };
    variants.add(variant);
    return variant;
  });
  for (const host of listHosts(config)) variantFor(host && `https://${host}/`).hosts.push(host);
  return [...variants].map(({ config: limited, hosts }) => ({ config: limited, base: [requireHost(hosts)] }));
}

function requireHost(hosts: readonly (string | undefined)[]): Literal {
  return {
    key: 'host',
    slot: HOST_SLOT,
    condition: null,
    allowed: [],
    holds: ({ facts }) => hosts.includes(readHost(facts.url)),
    comparison: null,
    seeds: hosts,
    says: 'the products of this site count',
  };
}
