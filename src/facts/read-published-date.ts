import { own } from '../lib/own.js';
import { parseDate } from '../lib/parse-date.js';
import { parsePublishedDate } from './parse-published-date.js';

/** The name under which the facts of a page have `datePublished` of its JSON-LD, beside its meta tags. No tag has it. */
export const JSON_LD_DATE = 'datePublished of application/ld+json';

/**
 * Names of meta tags with the date of publication: Zephr's own (schema.org), Open Graph, Dublin Core, Parse.ly, and
 * what content management systems make up.
 */
export const PUBLISHED_NAMES = [
  'datePublished',
  'article:published_time',
  'dcterms.issued',
  'DC.date.issued',
  'parsely-pub-date',
  'pubdate',
  'date',
  JSON_LD_DATE,
] as const;

/**
 * Finds the date at which the page was published among its meta tags; last comes that of its JSON-LD.
 *
 * @param meta - Contents of meta tags by name.
 * @returns The first that is a date: as it is written, or in ISO 8601 where only dates of publication are written so.
 *   Without a date, the first of them.
 * @see Zephr documentation, "Published Date": reads the meta tag `datePublished`.
 */
export function readPublishedDate(meta: unknown): unknown {
  const found = PUBLISHED_NAMES.map((name) => own(meta, name)).filter((value) => value !== undefined);
  const date = found.find((value) => !Number.isNaN(parsePublishedDate(value)));
  if (date === undefined) return found[0];
  return Number.isNaN(parseDate(date)) ? new Date(parsePublishedDate(date)).toISOString() : date;
}
