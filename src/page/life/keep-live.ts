import type { Config } from '../../model/config.js';
import type { VisitInputs } from '../../visit/create-visit.js';
import type { Host } from '../create-host.js';
import { isDebugStored } from '../debug/is-debug.js';
import type { StartOptions, Zephr } from '../zephr.js';
import { serveTools } from '../tools/serve-tools.js';
import { watchPage } from './watch-page.js';

/**
 * Keeps a page right after its first decision, and tells the page's tools of it. Loaded on every page, behind what decides.
 *
 * @param isLatest - `false` once a later start has replaced this one.
 * @param inputs - What the site's own code has handed in by now.
 * @param options - What this start was given.
 */
export function keepLive(
  zephr: Zephr,
  host: Host,
  config: Config,
  isLatest: () => boolean,
  inputs: Readonly<VisitInputs>,
  options: StartOptions,
): void {
  if (!isLatest()) return;
  // Only now is storage read: what was decided by then is decided, and told, once more.
  if (options.debug === undefined && !location.search.includes('zephr-debug') && isDebugStored())
    return void zephr.start(config, { ...options, ...inputs, debug: true });
  watchPage(zephr, host, config, isLatest, inputs, options);
  serveTools({ zephr, host, config, isLatest, inputs });
}
