import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { Config } from '../../src/model/config.js';
import { textsOf } from '../../src/texts/load-texts.js';
import { formatPrice } from '../paywall/format-price.js';
import type { Period } from '../paywall/read-offers.js';

const PERIODS: readonly unknown[] = ['day', 'week', 'month', 'year'] satisfies Period[];

/**
 * Finds the offer of a custom block: written in place, that of the site with its id, or the first of the paywalls' that has it.
 *
 * @returns `undefined` if there is no such offer.
 */
export function findOffer(
  value: unknown,
  { offers: site, components }: Config,
): Readonly<Record<string, unknown>> | undefined {
  if (isRecord(value)) return value;
  const ofSite = typeof value === 'string' ? own(site, value) : undefined;
  if (isRecord(ofSite)) return { ...ofSite, id: value };
  const offers = Object.values(components ?? {}).flatMap((component) => own(component, 'offers'));
  return offers.filter(isRecord).find(({ id }) => id === value && typeof id === 'string');
}

/** Adds to an offer what a template shows of it: `price.text` and `period`, in a language. An invalid price is left out. */
export function writeOffer(
  offer: Readonly<Record<string, unknown>>,
  language: string | undefined,
): Readonly<Record<string, unknown>> {
  const { price, per, ...others } = offer;
  const [amount, currency] = [own(price, 'amount'), own(price, 'currency')];
  const isPrice =
    typeof amount === 'number' && Number.isFinite(amount) && typeof currency === 'string' && currency !== '';
  return {
    ...others,
    ...(isPrice && { price: { amount, currency, text: formatPrice({ amount, currency }, language) } }),
    ...(PERIODS.includes(per) && { per, period: textsOf(language)[per as Period] }),
  };
}
