import type { Config } from '../model/config.js';
import type { GrantsOf } from './grants.js';

/**
 * Collects the values that make a customer of each feature, for engines that compile all features: `grantsOfFeature` goes
 * through all products for each feature.
 *
 * @returns What `grantsOfFeature` returns, by the id of a feature.
 */
export function indexGrants({ products = {} }: Config): GrantsOf {
  const index = new Map<string, Set<unknown>>();
  for (const { claimValue, features } of Object.values(products)) {
    const values = [claimValue].flat();
    for (const feature of features) {
      const grants = index.get(feature) ?? new Set();
      for (const value of values) grants.add(value);
      index.set(feature, grants);
    }
  }
  return (feature) => index.get(feature) ?? new Set();
}
