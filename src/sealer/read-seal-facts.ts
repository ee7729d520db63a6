import { findNodes } from '../config/find-nodes.js';
import { JSON_LD_DATE, PUBLISHED_NAMES } from '../facts/read-published-date.js';
import { hasLimitedProducts } from '../identity/limit-products.js';
import { findArticles } from '../lib/find-articles.js';
import { own } from '../lib/own.js';
import type { Config } from '../model/config.js';
import type { SealFacts } from '../seal/envelope.js';
import type { PagePlaces } from './read-places.js';

/**
 * Reads the facts of a page that the rules of a feature ask for: the endpoint decides by the word of the publisher, not by that
 * of a reader's browser.
 *
 * @param page - Its meta tags and JSON-LD.
 * @param customData - Data of the page that the site provides.
 * @param host - Host of the page, where rules ask for its site.
 * @returns `undefined` where the rules ask for nothing, or the page has nothing of it.
 */
export function readSealFacts(
  config: Config,
  feature: string,
  page: Pick<PagePlaces, 'meta' | 'jsonLd' | 'canonical'>,
  customData: Readonly<Record<string, unknown>> = {},
  host?: string,
): SealFacts | undefined {
  const nodes = findNodes(Object.values(config.features[feature]?.rules ?? {}), config.subRules);
  const textOf = (type: string, member: string): string[] =>
    nodes.filter((node) => node.type === type).map((node) => String(own(node, member)));
  const asksForDate = nodes.some(({ type }) => type === 'published-date');
  const names = [...textOf('meta-tag', 'name'), ...(asksForDate ? PUBLISHED_NAMES : [])];
  const meta = pick({ ...page.meta, ...readDate(page) }, names) as Record<string, string>;
  const properties = textOf('custom-data', 'property');
  const data = pick(customData, properties.some((name) => name.startsWith('$')) ? Object.keys(customData) : properties);
  const facts = {
    ...(isEmpty(meta) ? {} : { meta }),
    ...(isEmpty(data) ? {} : { customData: data }),
    ...(host !== undefined && { host }),
  };
  return isEmpty(facts) ? undefined : facts;
}

/** Whether the decision about a feature depends on the site of the page: by a node, a trial, or a product that does not count everywhere. */
export function asksForSite(config: Config, feature: string): boolean {
  const nodes = findNodes(Object.values(config.features[feature]?.rules ?? {}), config.subRules);
  return hasLimitedProducts(config) || nodes.some((node) => node.type === 'site' || own(node, 'scope') === 'site');
}

/** Whether the endpoint asks a content API for the article of the page. */
export function asksForContent(config: Config, feature: string): boolean {
  const nodes = findNodes(Object.values(config.features[feature]?.rules ?? {}), config.subRules);
  return nodes.some(({ type }) => type === 'content');
}

function readDate({ jsonLd, canonical }: Pick<PagePlaces, 'jsonLd' | 'canonical'>): Record<string, string> {
  const [article] = findArticles(jsonLd, canonical);
  const date: unknown = [article?.read('datePublished')].flat()[0];
  return typeof date === 'string' ? { [JSON_LD_DATE]: date } : {};
}

/** The members of an object that are named, in the order of their names: equal facts give equal headers. */
function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  const found = [...new Set(names)].sort().map((name) => [name, own(values, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
