import { isSafeUrl } from '../../src/config/is-safe-url.js';

/** Markup that was fetched, or why there is none. */
export type FetchedBlock =
  { readonly markup: string } | { readonly code: 'url-insecure' | 'block-unreachable'; readonly why: string };

/** Octets that an external block may have. */
const LARGEST = 256 * 1024;
/** Milliseconds that it may take, redirects and all. */
const LONGEST = 5000;
/** Milliseconds during which a server in trouble is let be. */
const PAUSE = 5000;

const TYPE = /^text\/(?:html|plain)\s*(?:;|$)/i;

const known = new Map<string, Promise<FetchedBlock>>();
let page = '';

/**
 * Fetches the markup of an external block, once a page view however many features show it; what failed may be asked for
 * again after five seconds. Cookies go to the page's own origin only.
 *
 * @param src - Of the page's own origin, https, or http on loopback; also where a redirect leads.
 * @returns Never rejects.
 */
export function fetchBlock(src: string): Promise<FetchedBlock> {
  if (page !== location.pathname + location.search) known.clear();
  page = location.pathname + location.search;
  const before = known.get(src);
  if (before) return before;
  const block = load(src);
  known.set(src, block);
  void block.then((result) => {
    if ('code' in result) setTimeout(() => known.get(src) === block && known.delete(src), PAUSE);
  });
  return block;
}

async function load(src: string): Promise<FetchedBlock> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`it took longer than ${LONGEST} ms`)), LONGEST);
  try {
    if (!isAllowed(src)) return { code: 'url-insecure', why: 'must be https; http is for loopback only' };
    const { signal } = controller;
    const response = await fetch(src, { credentials: 'same-origin', headers: { accept: 'text/html' }, signal });
    if (!isAllowed(response.url)) throw new Error('it leads to an address that is not https');
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    const type = response.headers.get('content-type') ?? '';
    if (!TYPE.test(type)) throw new Error(`it is ${type || 'of no type'}, not text/html or text/plain`);
    return { markup: await readBody(response) };
  } catch (error) {
    return { code: 'block-unreachable', why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    // Nothing more of an answer that is not wanted.
    controller.abort();
  }
}

/** @throws {Error} For more than is allowed, as soon as it has come. */
async function readBody({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body!.getReader();
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > LARGEST) throw new Error(`it is larger than ${LARGEST / 1024} KiB`);
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function isAllowed(address: string): boolean {
  try {
    const { href, origin } = new URL(address, document.baseURI);
    return origin === location.origin || isSafeUrl(href, {}) === true;
  } catch {
    return false;
  }
}
