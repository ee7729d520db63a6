/** Pages with a paywall. */
import { alwaysDoes, aPage, configWithFeatures, place, type PageVisit, type VisitWish } from './bare-page.js';

/** A monthly and a yearly offer, and one without a price. */
export const OFFERS = [
  { id: 'm', title: 'Reader', price: { amount: 9.9, currency: 'EUR' }, per: 'month' },
  { id: 'y', title: 'Reader', price: { amount: 99, currency: 'EUR' }, per: 'year', href: '/yearly' },
  { id: 'free', title: 'Newsletter' },
];

/** A config whose articles have a paywall with the offers. */
export const aPaywall = (
  paywall: object,
  step: object = { content: 'hide', components: ['subscribe'] },
): Record<string, unknown> =>
  configWithFeatures(
    { articles: alwaysDoes(step) },
    { components: { subscribe: { type: 'paywall', offers: OFFERS, ...paywall } } },
  );

/** A page with one article. */
export const ARTICLE: VisitWish = { html: aPage(place('articles')) };

/** The texts of elements in the paywall, white space collapsed. */
export const textsOf = ({ page }: PageVisit, selector: string): Promise<string[]> =>
  page.$eval(
    'zephr-paywall',
    (wall, parts) =>
      [...wall.shadowRoot!.querySelectorAll(parts)].map((element) => element.textContent.replace(/\s+/g, ' ').trim()),
    selector,
  );
