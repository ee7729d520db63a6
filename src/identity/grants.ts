import type { Config, ProductConfig } from '../model/config.js';

/** Values of the product claim. */
export type Grants = ReadonlySet<unknown>;

/** Finds the values that make a customer of a feature. */
export type GrantsOf = (feature: string) => Grants;

/** The values that grant a product. */
export function grantsOfProduct({ claimValue }: ProductConfig): Grants {
  return new Set([claimValue].flat());
}

/** The values that make a customer of a feature: those of every product that lists it. */
export function grantsOfFeature(feature: string, { products = {} }: Config): Grants {
  return new Set(
    Object.values(products).flatMap(({ claimValue, features }) => (features.includes(feature) ? claimValue : [])),
  );
}
