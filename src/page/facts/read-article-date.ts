import { JSON_LD_DATE } from '../../facts/read-published-date.js';
import { findArticles } from '../../lib/find-articles.js';
import { findElements } from '../browser.js';
import { readCanonicalAddress } from '../read-canonical-address.js';

/** Reads when the article of the page was published, as its JSON-LD says: a fact beside those of meta tags. */
export function readArticleDate(): Record<string, unknown> {
  const texts = [...findElements('script[type="application/ld+json"]')].map(({ textContent }) => textContent ?? '');
  const [date] = findArticles(texts, readCanonicalAddress())
    .flatMap(({ read }) => [read('datePublished')].flat())
    .filter((value) => typeof value === 'string');
  return date === undefined ? {} : { [JSON_LD_DATE]: date };
}
