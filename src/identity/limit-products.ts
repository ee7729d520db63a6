import type { Config, ProductConfig } from '../model/config.js';
import { setOwn } from '../lib/set-own.js';
import { findNamedSites } from '../config/site-names.js';

/** A product that does not count on the site of the page: no value of the product claim grants it. */
export interface AbsentProduct extends ProductConfig {
  /** Whether the page is on another site. Else its site is not known. */
  readonly _isElsewhere?: boolean;
}

/** Whether a config has products that count on some sites only. */
export function hasLimitedProducts({ products = {} }: Config): boolean {
  return Object.values(products).some(({ sites }) => sites !== undefined);
}

/**
 * Limits the products of a config to those that count on a site. The others stay among the products, as rules name them, and no
 * reader holds them.
 *
 * @param site - Id of the site; `null` for a page of no site, `undefined` where the host of the page is not known.
 * @returns The same products where all of them count.
 */
export function limitProducts({ products, sites }: Config, site: string | null | undefined): Config['products'] {
  const isAbsent = ({ sites: names }: ProductConfig): boolean =>
    names !== undefined && !names.some((name) => site != null && findNamedSites(sites, name).includes(site));
  if (!Object.values(products ?? {}).some(isAbsent)) return products;
  const limited: Record<string, AbsentProduct> = {};
  for (const [id, product] of Object.entries(products!))
    setOwn(limited, id, isAbsent(product) ? { ...product, claimValue: [], _isElsewhere: site !== undefined } : product);
  return limited;
}
