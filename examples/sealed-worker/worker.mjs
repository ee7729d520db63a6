import { createSealer, parseSealKeys } from 'zephr-onpage/seal';
import config from './zephr.json' with { type: 'json' };

export default {
  async fetch(request, { ORIGIN, ZEPHR_SEAL_KEYS }, context) {
    const cache = globalThis.caches.default;
    const known = await cache.match(request);
    if (known) return known;
    const { pathname, search } = new URL(request.url);
    // Without the reader's cookies: the page is the same for everyone.
    const page = await fetch(new URL(pathname + search, ORIGIN));
    if (!page.ok || !page.headers.get('content-type')?.startsWith('text/html')) return page;
    const sealer = createSealer({ config, keys: parseSealKeys(ZEPHR_SEAL_KEYS) });
    const html = await sealer.html(await page.text(), { path: pathname });
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=300' };
    const sealed = new Response(html, { headers });
    context.waitUntil(cache.put(request, sealed.clone()));
    return sealed;
  },
};
