import { MAX_PAGE_BYTES, PAGE_TIMEOUT_MS } from './limits.js';

/**
 * Fetches a page of this origin and parses it without running or loading anything of it. A request of this kind needs no
 * policy of Trusted Types.
 *
 * @returns `null` where the page does not arrive in time, is too large, is not HTML, or is on another origin in the end. Never
 *   rejects.
 * @see https://xhr.spec.whatwg.org/#document-response
 */
export function fetchPage(address: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const end = (): void => {
      const isOwn = request.status === 200 && new URL(request.responseURL).origin === location.origin;
      resolve(isOwn ? request.responseXML : null);
    };
    try {
      request.open('GET', address);
      request.responseType = 'document';
      request.timeout = PAGE_TIMEOUT_MS;
      request.setRequestHeader('accept', 'text/html');
      request.onprogress = ({ loaded }) => {
        if (loaded > MAX_PAGE_BYTES) request.abort();
      };
      request.onload = end;
      request.onerror = request.onabort = request.ontimeout = () => resolve(null);
      request.send();
    } catch {
      resolve(null);
    }
  });
}
