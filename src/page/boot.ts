import { own } from '../lib/own.js';
import { parseConfig } from '../config/read-config.js';
import { findElement, isParsed, listen } from './browser.js';
import { start } from './start.js';
import type { ZephrPage } from './zephr-page.js';
import type { QueuedCall, Zephr } from './zephr.js';

/**
 * Sets `window.Zephr` and runs what was queued for it.
 *
 * @returns `false` when the SDK is there already: the page has the script twice.
 */
export function installZephr({ zephr, _memory: memory }: ZephrPage): boolean {
  // Elements and frames of this name are no own members.
  const found = own(window, 'Zephr');
  if ((found as Partial<Zephr> | undefined)?.start) return false;
  // A page that comes from Zephr may have set switches on an earlier `window.Zephr`: they are read through the prototype.
  // A value that is not an object is ignored as prototype.
  (zephr as { __proto__?: unknown }).__proto__ = found;
  window.Zephr = zephr;
  // For pages that come from Zephr and call its library where it stood.
  window.zephrBrowser = {
    run: async (...call) => (await import('./compat/run.js')).run(zephr, memory, call),
  };
  if (Array.isArray(found)) zephr.push(...(found as QueuedCall[]));
  return true;
}

/**
 * Starts with the config that the page names: `data-config`, else inline JSON, which may be further down the page than
 * the script, else the one in the script itself. `data-manual` leaves starting to the site's own code.
 *
 * @param bundled - JSON text of a config that came with the script. It is there at once, so inline JSON goes before it only
 *   where it is before the script.
 */
export function startFromPage(page: ZephrPage, bundled?: string): void {
  const { manual, config } = page._tag;
  if (manual !== undefined) return;
  if (config) return void page.zephr.start(config);
  if (bundled || isParsed() || findInline()) startInline();
  else listen('DOMContentLoaded', startInline);

  function startInline(): void {
    void start(page, () => parseConfig(findInline()?.textContent ?? bundled));
  }
}

/** The inline config; not while the parser is still inside it, which an asynchronous script can meet. */
function findInline(): Element | null {
  const inline = findElement('script[type="application/json"][data-zephr-config]');
  return inline?.nextSibling || isParsed() ? inline : null;
}
