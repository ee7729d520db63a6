import type { Price } from '../../src/model/config.js';

/** What writes amounts, by language and currency: to make one takes as long as to make half a card. */
const formats: Record<string, Intl.NumberFormat> = {};

/**
 * Writes a price as its readers write it: `€9.90`, `9,90 €`.
 *
 * @param language - A well-formed language tag; `undefined` is the runtime's own.
 * @returns Amount and code as they are, `9.9 coins`, where the currency is none that `Intl` takes.
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
