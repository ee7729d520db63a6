import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';

/** An offer of the whole site. */
export interface SiteOffer {
  readonly id: string;
  /** Name for people: the title, else the id. */
  readonly title: string;
}

/** Lists the offers of the whole site. */
export function listSiteOffers(config: unknown): readonly SiteOffer[] {
  const offers = own(config, 'offers');
  return Object.keys(isRecord(offers) ? offers : {}).map((id) => ({ id, title: titleOfSite(config, id) }));
}

/** The name of an offer of the site for people. */
export function titleOfSite(config: unknown, id: string): string {
  const title = own(own(own(config, 'offers'), id), 'title');
  return typeof title === 'string' && title !== '' ? title : id;
}
