import { isRecord } from './is-record.js';
import { own } from './own.js';

/** A thing that JSON-LD describes. */
export type Thing = Readonly<Record<string, unknown>>;

/** The article of a page, as its JSON-LD describes it. */
export interface Article {
  /** Reads a property: the article's own, or that of another description with its `@id`. */
  readonly read: (name: string) => unknown;
  /** Reads the things that a property holds, also those that it only names by their `@id`. */
  readonly readThings: (name: string) => readonly Thing[];
}

/** A thing that may be the article, and how likely it is. */
interface Candidate {
  readonly thing: Thing;
  readonly rank: number;
}

/** Most values of JSON-LD that are looked at: far more than pages have. */
const MAX_JSON_LD_VALUES = 20_000;

/** Rank of an article at the address of the page. */
const OF_THIS_PAGE = 6;

/** Properties that lead from what a page is to its article. Other properties lead to what the article only speaks of. */
const LEADS = new Set(['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item']);

/** Types of articles whose names do not end in `Article`. */
const ARTICLES = new Set([
  ...['BlogPosting', 'LiveBlogPosting', 'SocialMediaPosting', 'DiscussionForumPosting', 'Report', 'CreativeWork'],
  ...['Course', 'HowTo', 'Recipe', 'APIReference', 'Episode', 'PodcastEpisode', 'RadioEpisode', 'TVEpisode'],
]);

/**
 * Finds the article of a page in its JSON-LD, at any depth: in graphs and lists, below `mainEntity`, as the item of a list.
 *
 * @param texts - The page's `application/ld+json`, one text a script.
 * @param address - The canonical address of the page. The article is the one whose `url`, `mainEntityOfPage` or `@id` it is,
 *   else the first; one that a page lists goes before one that another article only mentions.
 * @param onInvalid - Called for each text that is not JSON.
 * @returns One article, or all that have the address; none where the page describes none.
 * @see https://developers.google.com/search/docs/appearance/structured-data/paywalled-content types of content
 */
export function findArticles(
  texts: readonly string[],
  address: string | null = null,
  onInvalid: () => void = () => {},
): readonly Article[] {
  const blocks = texts.flatMap((text): unknown[] => {
    try {
      return [JSON.parse(text)];
    } catch {
      onInvalid();
      return [];
    }
  });
  const byId = new Map<unknown, Thing[]>();
  const candidates: Candidate[] = [];
  for (const { thing, isMain } of walk(blocks)) {
    const id = own(thing, '@id');
    if (typeof id === 'string')
      byId
        .set(id, byId.get(id) ?? [])
        .get(id)!
        .push(thing);
    const rank = rankOf(thing, isMain, address);
    if (rank > 0) candidates.push({ thing, rank });
  }
  const best = Math.max(...candidates.map(({ rank }) => rank));
  const found = candidates.filter(({ rank }) => rank === best).map(({ thing }) => thing);
  const ids = new Set<unknown>();
  return (best === OF_THIS_PAGE ? found : found.slice(0, 1))
    .filter((thing) => isNew(own(thing, '@id'), ids))
    .map((thing) => createArticle(thing, byId));
}

/** Lists the things of some blocks in their order, without recursion; `isMain` until a property leads away from the page. */
function walk(blocks: readonly unknown[]): { thing: Thing; isMain: boolean }[] {
  const things: { thing: Thing; isMain: boolean }[] = [];
  const open: { value: unknown; isMain: boolean }[] = [];
  const add = (values: readonly unknown[], isMain: (index: number) => boolean): void => {
    for (let index = values.length; index--;) open.push({ value: values[index], isMain: isMain(index) });
  };
  add(blocks, () => true);
  for (let seen = 0; open.length > 0 && seen < MAX_JSON_LD_VALUES; seen++) {
    const { value, isMain } = open.pop()!;
    if (Array.isArray(value)) add(value, () => isMain);
    if (!isRecord(value)) continue;
    things.push({ thing: value, isMain });
    const names = Object.keys(value);
    add(Object.values(value), (index) => isMain && LEADS.has(names[index]!));
  }
  return things;
}

/** How likely a thing is the page's article; 0 for any other thing. */
function rankOf(thing: Thing, isMain: boolean, address: string | null): number {
  const names = [own(thing, '@type')]
    .flat()
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^(?:schema:|https?:\/\/schema\.org\/)/, ''));
  const isArticle = names.some((name) => name.endsWith('Article') || ARTICLES.has(name));
  // A page may itself be declared as gated; a review may be the page's content, or speak of something else on it.
  const isPage = names.some((name) => name.endsWith('Page')) && own(thing, 'isAccessibleForFree') !== undefined;
  if (!isArticle && !isPage && !names.some((name) => name.endsWith('Review'))) return 0;
  const addresses = addressesOf(thing);
  const isHere = address !== null && addresses.some((one) => isSame(one, address));
  if (isHere) return isArticle ? OF_THIS_PAGE : 4;
  if (isMain) return !isArticle ? 2 : addresses.length === 0 || address === null ? 5 : 3;
  return isArticle ? 1 : 0;
}

function addressesOf(thing: Thing): string[] {
  return ['url', 'mainEntityOfPage', '@id']
    .flatMap((name) => [own(thing, name)].flat())
    .flatMap((value) => (isRecord(value) ? [own(value, '@id'), own(value, 'url')] : value))
    .filter((value) => typeof value === 'string');
}

/** Whether two addresses are those of one page: with http or https, a slash at the end or none, whatever the fragment. */
function isSame(one: string, other: string): boolean {
  const normalize = (text: string): string | null => {
    try {
      const { host, pathname, search } = new URL(text, other);
      return host + pathname.replace(/\/$/, '') + search;
    } catch {
      return null;
    }
  };
  const there = normalize(other);
  return there !== null && normalize(one) === there;
}

function isNew(id: unknown, ids: Set<unknown>): boolean {
  if (typeof id !== 'string') return true;
  return !ids.has(id) && Boolean(ids.add(id));
}

function createArticle(thing: Thing, byId: ReadonlyMap<unknown, readonly Thing[]>): Article {
  const all = (one: Thing): readonly Thing[] => [one, ...(byId.get(own(one, '@id')) ?? [])];
  const read = (name: string): unknown =>
    all(thing)
      .map((one) => own(one, name))
      .find((value) => value !== undefined);
  return { read, readThings: (name) => [read(name)].flat().filter(isRecord).flatMap(all) };
}
