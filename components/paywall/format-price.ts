import type { Price } from '../../src/model/config.js';

/** Cache of number formats by language and currency: making one takes as long as rendering half an offer. It outlives sessions. */
const formats: Record<string, Intl.NumberFormat> = {};

/**
 * Writes a price as its readers write it: `€9.90`, `9,90 €`.
 *
 * @param language - A well-formed language tag; `undefined` is the runtime's own.
 * @returns Amount and code as they are, `9.9 coins`, if `Intl` does not take the currency.
 */
export function formatPrice({ amount, currency }: Price, language: string | undefined): string {
  try {
    return (formats[`${language} ${currency}`] ??= new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
    })).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}
