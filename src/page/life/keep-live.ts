import type { Config } from '../../model/config.js';
import { isDebugStored } from '../debug/is-debug.js';
import type { Session } from '../session.js';
import { serveTools } from '../tools/serve-tools.js';
import { provideSession } from './provide-session.js';
import { watchPage } from './watch-page.js';

/**
 * Keeps a page right after its first decision, and tells the page's tools of it. Loaded on every page, behind what decides.
 */
export function keepLive(session: Session, config: Config): void {
  const { page, isOn, options } = session;
  const { zephr, inputs } = page;
  if (!isOn()) return;
  // Only now is storage read: what was decided by then is decided, and told, once more.
  if (options.debug === undefined && !location.search.includes('zephr-debug') && isDebugStored())
    return void zephr.start(config, { ...options, ...inputs, debug: true });
  watchPage(session, config);
  provideSession(session);
  serveTools(session, config);
}
