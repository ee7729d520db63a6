import { bare } from '../../src/lib/bare.js';
import { isRecord } from '../../src/lib/is-record.js';
import type { Price } from '../../src/model/config.js';
import { readText } from '../internal/read-text.js';
import { safeHref } from '../internal/safe-href.js';

/** Length of the period that a price pays for. */
export type Period = 'day' | 'week' | 'month' | 'year';

/** An offer as a card shows it: every member is valid, and empty if the config lacks it. */
export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly price: Price | null;
  readonly per: Period | null;
  readonly badge: string;
  readonly features: readonly string[];
  readonly action: string;
  readonly href: string | undefined;
}

const PERIODS: readonly unknown[] = ['day', 'week', 'month', 'year'] satisfies Period[];

/**
 * Reads the offers of a paywall from a config or an attribute.
 *
 * @param choose - Text of a button without a text of its own; `{title}` is replaced by the offer's.
 * @returns Those that have an id, without the members that are of the wrong type.
 */
export function readOffers(value: unknown, choose: string): readonly Offer[] {
  return Array.isArray(value)
    ? value
        .filter(isRecord)
        .map(bare)
        .flatMap((offer) => readOffer(offer, choose))
    : [];
}

function readOffer(value: Readonly<Record<string, unknown>>, choose: string): readonly Offer[] {
  if (typeof value.id !== 'string' || value.id === '') return [];
  const title = readText(value.title, value.id);
  return [
    {
      id: value.id,
      title,
      text: readText(value.text, ''),
      price: readPrice(value.price),
      per: PERIODS.includes(value.per) ? (value.per as Period) : null,
      badge: readText(value.badge, ''),
      features: Array.isArray(value.features) ? value.features.filter((line) => readText(line, '') !== '') : [],
      action: readText(
        value.action,
        choose.replace('{title}', () => title),
      ),
      href: safeHref(value.href),
    },
  ];
}

function readPrice(given: unknown): Price | null {
  if (!isRecord(given)) return null;
  const value = bare(given);
  if (typeof value.amount !== 'number' || !Number.isFinite(value.amount)) return null;
  const currency = readText(value.currency, '');
  return currency === '' ? null : { amount: value.amount, currency };
}
