import { sleep } from '../../lib/sleep.js';
import type { Config } from '../../model/config.js';
import { isDebugStored } from '../debug/is-debug.js';
import type { Session } from '../session.js';
import { serveTools } from '../tools/serve-tools.js';
import { onPreviewLink } from './on-preview-link.js';
import { provideSession } from './provide-session.js';
import { answerPlaces } from '../sealed/answer-places.js';
import { reportIgnoredConfigs } from './report-ignored-configs.js';
import { watchPage } from './watch-page.js';

/** By then the page is painted, or waits for a file. */
const STORAGE_DELAY_MS = 100;

/**
 * Keeps a page current after its first decision, and reports decisions to the page's tools. Loads on every page, behind the
 * files that decide; a bundle has it at once. Loaded again for the same session, it does nothing.
 */
export function keepLive(session: Session, config: Config): void {
  const { store } = session;
  if (!session._isOn() || store.has(keepLive)) return;
  store.set(keepLive, true);
  onPreviewLink(session);
  watchPage(session, config);
  answerPlaces(session, config);
  provideSession(session);
  reportIgnoredConfigs(session);
  // Ends the session where it starts again, so that tools hear of each decision once.
  serveTools(
    session,
    config,
    sleep(STORAGE_DELAY_MS).then(() => debugAsStored(session, config)),
  );
}

/**
 * Starts again for debugging where storage says so. A browser fetches a site's storage when it is read first, so it is read a
 * moment later: features that are decided already are decided, and reported, once more.
 */
function debugAsStored({ _isOn: isOn, options, page: { zephr, _inputs: inputs } }: Session, config: Config): void {
  if (!isOn() || options.debug !== undefined || location.href.includes('zephr-debug') || !isDebugStored()) return;
  void zephr.start(config, { ...options, ...inputs, debug: true });
}
