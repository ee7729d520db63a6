import { isParsed, listen } from '../browser.js';

/**
 * Waits until all of the document's markup is there. Not bound to a session: a page parses once, before its first start.
 *
 * @see https://html.spec.whatwg.org/multipage/parsing.html#the-end
 */
export function onParsed(): Promise<void> {
  return new Promise((resolve) => {
    if (isParsed()) return resolve();
    const stop = listen('DOMContentLoaded', () => {
      stop();
      resolve();
    });
  });
}
