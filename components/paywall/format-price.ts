import type { Price } from '../../src/model/config.js';

/**
 * Writes a price as its readers write it: `€9.90`, `9,90 €`.
 *
 * @param language - A well-formed language tag; `undefined` is the runtime's own.
 * @returns Amount and code as they are, `9.9 coins`, where the currency is none that `Intl` takes.
 */
export function formatPrice(price: Price, language: string | undefined): string {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency: price.currency }).format(price.amount);
  } catch {
    return `${price.amount} ${price.currency}`;
  }
}
