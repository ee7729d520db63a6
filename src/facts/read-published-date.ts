import { own } from '../lib/own.js';
import { parseDate } from '../lib/parse-date.js';

/**
 * Names of meta tags with the date of publication: Zephr's own (schema.org), Open Graph, Dublin Core, Parse.ly, and
 * what content management systems make up.
 */
const NAMES = [
  'datePublished',
  'article:published_time',
  'dcterms.issued',
  'DC.date.issued',
  'parsely-pub-date',
  'pubdate',
  'date',
] as const;

/**
 * Finds the date at which the page was published among its meta tags.
 *
 * @param meta - Contents of meta tags by name.
 * @returns The first that is a date, as it is written; without a date, the first of them.
 * @see Zephr documentation, "Published Date": reads the meta tag `datePublished`.
 */
export function readPublishedDate(meta: unknown): unknown {
  const found = NAMES.map((name) => own(meta, name)).filter((value) => value !== undefined);
  return found.find((value) => !Number.isNaN(parseDate(value))) ?? found[0];
}
