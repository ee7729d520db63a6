import { isSafeUrl } from '../../src/config/is-safe-url.js';
import type { FeatureSession } from '../../src/model/feature-host.js';
import { pageBase } from '../internal/page-base.js';
import { BLOCK_RETRY_MS, BLOCK_TIMEOUT_MS, MAX_BLOCK_BYTES } from './limits.js';

/** Markup of an external block, or the reason why it is missing. */
export type FetchedBlock =
  { readonly markup: string } | { readonly code: 'url-insecure' | 'block-unreachable'; readonly why: string };

const TYPE = /^text\/(?:html|plain)\s*(?:;|$)/i;

/**
 * Fetches the markup of external blocks: each address once a page view, however many features show it. A failed request may be
 * repeated after five seconds. Cookies are sent to the page's own origin only.
 */
export class BlockFetcher {
  readonly #session: FeatureSession;
  readonly #blocks = new Map<string, Promise<FetchedBlock>>();
  /** Path and query of the page that the blocks are for. */
  #page = '';

  constructor(session: FeatureSession) {
    this.#session = session;
  }

  /**
   * The markup at an address.
   *
   * @param src - On the page's own origin, https, or http on loopback; redirects too.
   * @returns Never rejects.
   */
  fetch(src: string): Promise<FetchedBlock> {
    const page = location.pathname + location.search;
    if (this.#page !== page) this.#blocks.clear();
    this.#page = page;
    const known = this.#blocks.get(src);
    if (known) return known;
    const block = this.#load(src);
    this.#blocks.set(src, block);
    void block.then((result) => {
      if ('code' in result) {
        setTimeout(() => this.#blocks.get(src) === block && this.#blocks.delete(src), BLOCK_RETRY_MS);
      }
    });
    return block;
  }

  async #load(src: string): Promise<FetchedBlock> {
    const controller = new AbortController();
    const { signal } = controller;
    const timeout = new Error(`it took longer than ${BLOCK_TIMEOUT_MS} ms`);
    const timer = setTimeout(() => controller.abort(timeout), BLOCK_TIMEOUT_MS);
    this.#session.signal.addEventListener('abort', () => controller.abort(), { signal });
    try {
      const address = allowedAddress(src);
      if (!address) return { code: 'url-insecure', why: 'must be https; http is for loopback only' };
      const { fetch } = this.#session;
      const response = await fetch(address, { credentials: 'same-origin', headers: { accept: 'text/html' }, signal });
      // A `fetch` of the site's own may answer without an address.
      if (!allowedAddress(response.url || address)) throw new Error('it leads to an address that is not https');
      if (!response.ok) throw new Error(`it answers ${response.status}`);
      const type = response.headers.get('content-type') ?? '';
      if (!TYPE.test(type)) throw new Error(`it is ${type || 'of no type'}, not text/html or text/plain`);
      return { markup: await readBody(response) };
    } catch (error) {
      return { code: 'block-unreachable', why: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(timer);
      // Ends a response that is not read to its end.
      controller.abort();
    }
  }
}

/** @throws {Error} For a body that is too large, as soon as that is known. */
async function readBody({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body!.getReader();
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > MAX_BLOCK_BYTES) throw new Error(`it is larger than ${MAX_BLOCK_BYTES / 1024} KiB`);
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/** The whole address, where a block may come from it. */
function allowedAddress(address: string): string | undefined {
  try {
    const { href, origin } = new URL(address, pageBase());
    return origin === location.origin || isSafeUrl(href, {}) === true ? href : undefined;
  } catch {
    return undefined;
  }
}
