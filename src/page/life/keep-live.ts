import type { Config } from '../../model/config.js';
import { isDebugStored } from '../debug/is-debug.js';
import type { Session } from '../session.js';
import { serveTools } from '../tools/serve-tools.js';
import { onPreviewLink } from './on-preview-link.js';
import { provideSession } from './provide-session.js';
import { answerPlaces } from '../sealed/answer-places.js';
import { reportIgnoredConfigs } from './report-ignored-configs.js';
import { watchPage } from './watch-page.js';

/**
 * Keeps a page current after its first decision, and reports decisions to the page's tools. Loads on every page, behind the
 * files that decide. Loaded again for the same session, it does nothing.
 */
export function keepLive(session: Session, config: Config): void {
  const { page, _isOn: isOn, options } = session;
  const { zephr, _inputs: inputs } = page;
  const { store } = session;
  if (!isOn() || store.has(keepLive)) return;
  store.set(keepLive, true);
  onPreviewLink(session);
  // Storage is read only now: features that are decided already are decided, and reported, once more.
  if (options.debug === undefined && !location.href.includes('zephr-debug') && isDebugStored())
    return void zephr.start(config, { ...options, ...inputs, debug: true });
  watchPage(session, config);
  answerPlaces(session, config);
  provideSession(session);
  reportIgnoredConfigs(session);
  serveTools(session, config);
}
