import type { Config } from '../../model/config.js';
import { createSiteFinder } from '../../facts/find-site.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { readHost } from '../../lib/read-host.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import type { LogOutage } from '../create-outage-log.js';
import {
  CONTENT_RETRY_MS,
  MAX_ADDRESS_CHARACTERS,
  MAX_CONTENT_REQUESTS,
  MAX_KEPT_CONTENT_CHARACTERS,
  MAX_MISSING_CONTENT_CHARACTERS,
  MISSING_CONTENT_KEPT_MS,
  STALE_CONTENT_KEPT_MS,
} from '../limits.js';
import type { ContentFields } from './content-api.js';
import { ContentError } from './content-error.js';
import { fetchArticle, type FetchContent } from './fetch-article.js';
import { Generations } from './generations.js';
import { pickFields } from './pick-fields.js';
import type { CheckedContentApi } from './read-content-api.js';

/**
 * Reads the fields of a page's article. Never rejects.
 *
 * @param url - Address of the page, whole or from the path on.
 * @returns `undefined` where they are unknown: the API has no such article, or gives none.
 */
export type ReadContent = (url: string | undefined) => Promise<ContentFields | undefined>;

/** Ports of the reader. */
export interface ContentPorts {
  readonly sites: Config['sites'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
  /** Default: the runtime's own. */
  readonly fetch?: FetchContent;
}

/** An article, as it was when it was fetched. */
interface Kept {
  readonly fields: ContentFields;
  readonly at: number;
  readonly characters: number;
}

/** An article that the API did not give, and the time until it is asked again. */
interface Missing {
  readonly at: number;
  readonly until: number;
  /** Whether the API has said that it does not know the article. */
  readonly isCertain: boolean;
}

/** Cloudflare lets no request wait for the answer to one that another request has sent. */
const IS_WORKER = globalThis.navigator?.userAgent === 'Cloudflare-Workers';

/** A path, or a whole address. */
const ADDRESS = /^(?:\/|https?:\/\/[^/\\?#])/i;

const sizeOf = ({ characters }: Kept): number => characters;
const NO_SIZE = (): number => 0;

/**
 * Makes the reader of a content API. An article is fetched once for all that ask at the same time, and kept. Paths that
 * the readers of a site make up cost requests, bounded in number, but push no article out: articles that the API does not give are
 * remembered apart from those that it gives.
 */
export function createContentReader(api: CheckedContentApi, ports: ContentPorts): ReadContent {
  const findSite = createSiteFinder(ports.sites);
  const { read } = new ContentCache(api, ports);
  return async (url) => {
    if (url === undefined || url.length > MAX_ADDRESS_CHARACTERS) return undefined;
    if (!ADDRESS.test(url) || isAmbiguousPath(url)) return undefined;
    const address = api.fill({ path: toCanonicalPath(url), host: readHost(url), site: findSite(url) });
    return address === null ? undefined : read(address);
  };
}

class ContentCache {
  readonly #api: CheckedContentApi;
  readonly #ports: ContentPorts;
  readonly #kept = new Generations<Kept>(MAX_KEPT_CONTENT_CHARACTERS);
  readonly #missing = new Generations<Missing>(MAX_MISSING_CONTENT_CHARACTERS);
  /** Requests that are under way, by address. */
  readonly #open = new Map<string, Promise<ContentFields | undefined>>();
  #requests = 0;

  constructor(api: CheckedContentApi, ports: ContentPorts) {
    this.#api = api;
    this.#ports = ports;
  }

  readonly read = async (address: string): Promise<ContentFields | undefined> => {
    const now = this.#ports.now();
    const kept = this.#kept.find(address, sizeOf);
    if (kept && isWithin(now - kept.at, this.#api.keepForMs)) return kept.fields;
    const missing = this.#missing.find(address, NO_SIZE);
    // A clock that was set back makes neither count.
    if (missing && missing.at <= now && now < missing.until) return missing.isCertain ? undefined : this.#stale(kept);
    const open = this.#open.get(address);
    if (open && !IS_WORKER) return open;
    if (this.#requests >= MAX_CONTENT_REQUESTS) {
      this.#log(new ContentError('busy'));
      return this.#stale(kept);
    }
    this.#requests++;
    const asked = this.#ask(address, kept).finally(() => {
      this.#requests--;
      this.#open.delete(address);
    });
    this.#open.set(address, asked);
    return asked;
  };

  async #ask(address: string, kept: Kept | undefined): Promise<ContentFields | undefined> {
    const { now, fetch = (...request: Parameters<FetchContent>) => globalThis.fetch(...request) } = this.#ports;
    try {
      const article = await fetchArticle(address, this.#api, fetch);
      if (article) return this.#keep(address, pickFields(article, this.#api.fields));
      this.#kept.forget(address);
      this.#note(address, Math.min(MISSING_CONTENT_KEPT_MS, this.#api.keepForMs), true);
      return undefined;
    } catch (error) {
      this.#log(error as ContentError);
      this.#note(address, CONTENT_RETRY_MS, false);
      return this.#stale(kept, now());
    }
  }

  #keep(address: string, fields: ContentFields): ContentFields {
    const characters = JSON.stringify(fields).length;
    this.#kept.keep(address, { fields, at: this.#ports.now(), characters }, characters);
    this.#missing.forget(address);
    return fields;
  }

  #note(address: string, forMs: number, isCertain: boolean): void {
    const at = this.#ports.now();
    this.#missing.keep(address, { at, until: at + forMs, isCertain }, 0);
  }

  /** The article as it was, while the API fails. */
  #stale(kept: Kept | undefined, now = this.#ports.now()): ContentFields | undefined {
    return kept && isWithin(now - kept.at, this.#api.keepForMs + STALE_CONTENT_KEPT_MS) ? kept.fields : undefined;
  }

  #log({ name, code }: ContentError): void {
    this.#ports.logOutage('content-api-failed', { error: name, code });
  }
}

function isWithin(age: number, limit: number): boolean {
  return age >= 0 && age < limit;
}
