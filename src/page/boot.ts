import { createFault } from '../model/fault.js';
import { own } from '../lib/own.js';
import { FILE_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import { fail } from '../config/fail.js';
import { findElements, isParsed, listen } from './browser.js';
import { readGiven } from './config/fetch-config.js';
import { INLINE_CONFIG } from './config/inline-config.js';
import { start } from './start.js';
import type { ZephrPage } from './zephr-page.js';
import type { QueuedCall, Zephr } from './zephr.js';

/**
 * Sets `window.Zephr` and runs what was queued for it.
 *
 * @returns `false` when the SDK is there already: the page has the script twice.
 */
export function installZephr({ zephr, host, _memory: memory }: ZephrPage): boolean {
  // Elements and frames of this name are no own members.
  const found = own(window, 'Zephr');
  if ((found as Partial<Zephr> | undefined)?.start) return false;
  // A page that comes from Zephr may have set switches on an earlier `window.Zephr`: they are read through the prototype.
  // A value that is not an object is ignored as prototype.
  (zephr as { __proto__?: unknown }).__proto__ = found;
  window.Zephr = zephr;
  // For pages that come from Zephr and call its library where it stood.
  window.zephrBrowser = {
    run,
  };
  if (Array.isArray(found)) zephr.push(...(found as QueuedCall[]));
  return true;

  /** The site may not catch a rejection. A file that is late is used all the same. */
  function run(...call: unknown[]): Promise<unknown> {
    return within(FILE_TIMEOUT_MS, 'compat.js', import('./compat/run.js'), () => void run(...call)).then(
      (file) => file.run(zephr, memory, call),
      (error: unknown) => host.report(createFault('chunk-unreachable', String(error))),
    );
  }
}

/**
 * Starts with the config that the page names: `data-config`, else inline JSON, else the one in the script itself.
 * `data-manual` leaves starting to the site's own code.
 *
 * Inline JSON beside the script counts at once. Elsewhere it counts if it is the only one of the document, which is known
 * when all of its markup is there.
 *
 * @param bundled - JSON text of a config that came with the script. Only inline JSON beside the script goes before it.
 */
export function startFromPage(page: ZephrPage, bundled?: string): void {
  const [script, another] = page._tags;
  const { manual, config } = page._tag;
  if (manual !== undefined) return;
  page._inline = null;
  if (config && !another) return void page.zephr.start(config);
  if (bundled || isParsed() || findInline()[0]) startInline();
  else listen('DOMContentLoaded', startInline);

  function startInline(): void {
    const [inline, other = another] = findInline();
    // Where the page names no config, a start by the site's own code stays: it is queued, or behind the script tag.
    if (page._isStarted && !inline && !other && !bundled) return;
    void start(page, (session) => {
      if (other) fail('config-ambiguous', '');
      page._inline = inline ?? null;
      return readGiven(inline?.textContent ?? bundled, inline?.dataset['signature'], session);
    });
  }

  /** Inline JSON beside the script; anywhere, where the script tag has none beside it. Where the script has a nonce, only with the same nonce. */
  function findInline(): readonly HTMLElement[] {
    const isWhole = isParsed();
    const found = ([...findElements(INLINE_CONFIG)] as HTMLElement[]).filter(
      ({ nonce }) => !script?.nonce || nonce === script.nonce,
    );
    const beside = found.filter(
      ({ nextElementSibling, previousElementSibling }) =>
        // The parser may still be inside what is behind an asynchronous script.
        nextElementSibling === script || (isWhole && previousElementSibling === script),
    );
    return beside[0] || bundled || !isWhole ? beside : found;
  }
}
