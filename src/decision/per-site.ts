import type { Config } from '../model/config.js';
import { createSiteFinder } from '../facts/find-site.js';
import { limitProducts } from '../identity/limit-products.js';

/**
 * Makes a value once for all sites on which the same products count, when the first page of such a site is met.
 *
 * @param make - Makes the value from the config with the products of a site.
 * @returns Gives the value for the address of a page.
 */
export function perSite<Made>(config: Config, make: (config: Config) => Made): (url: string | undefined) => Made {
  const find = createSiteFinder(config.sites);
  // As many as the config has sites, and one for pages of no site or of an unknown one each.
  const bySite = new Map<string | null | undefined, Made>();
  const byProducts = new Map<string | undefined, Made>();
  return (url) => {
    const site = find(url);
    let made = bySite.get(site);
    if (made === undefined) {
      const limited = limitProducts(config, site);
      const key = JSON.stringify(limited);
      made = byProducts.get(key) ?? make(limited === config.products ? config : { ...config, products: limited });
      byProducts.set(key, made);
      bySite.set(site, made);
    }
    return made;
  };
}
