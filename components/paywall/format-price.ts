import type { Price } from '../../src/model/config.js';

/** Cache of number formats by language and currency: making one takes as long as rendering half an offer. It outlives sessions. */
const formats: Record<string, Intl.NumberFormat> = {};

/** Languages and currencies of the prices that `writePlainly` writes. */
const SIGN_BEFORE = /^(?:en(?:-US|-GB)? (?:EUR|GBP)|en(?:-US)? USD)$/;
const EURO_BEHIND = /^(?:de(?:-DE)?|fr(?:-FR)?|es(?:-ES)?|it(?:-IT)?) EUR$/;
const SIGNS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$' };

/**
 * Writes a price as its readers write it: `€9.90`, `9,90 €`.
 *
 * @param language - A well-formed language tag; `undefined` is the runtime's own.
 * @returns Amount and code as they are, `9.9 coins`, if `Intl` does not take the currency.
 */
export function formatPrice(price: Price, language: string | undefined): string {
  const { amount, currency } = price;
  const key = `${language} ${currency}`;
  try {
    return (
      writePlainly(price, key) ??
      (formats[key] ??= new Intl.NumberFormat(language, { style: 'currency', currency })).format(amount)
    );
  } catch {
    return `${amount} ${currency}`;
  }
}

/**
 * Writes a usual price to the letter as `Intl` does, which takes longer for its first number than all else that a paywall does:
 * a browser then reads which languages it knows.
 */
function writePlainly({ amount, currency }: Price, key: string): string | undefined {
  const digits = amount.toFixed(2);
  // From a thousand on, digits are in groups; finer amounts are rounded in another way.
  if (!(amount > 0 && amount < 1000 && Number(digits) === amount)) return undefined;
  if (SIGN_BEFORE.test(key)) return SIGNS[currency] + digits;
  return EURO_BEHIND.test(key) ? `${digits.replace('.', ',')}\u00a0€` : undefined;
}
