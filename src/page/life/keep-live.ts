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
  const { page, _isOn: isOn, options, store } = session;
  const { zephr, _inputs: inputs } = page;
  if (!isOn() || store.has(keepLive)) return;
  store.set(keepLive, true);
  onPreviewLink(session);
  watchPage(session, config);
  answerPlaces(session, config);
  provideSession(session);
  reportIgnoredConfigs(session);
  serveTools(session, config);
  // A browser fetches a site's storage when it is read first, so it is read a moment later. Where it asks for debugging, this starts
  // again: features that are decided already are decided, and reported, once more.
  void sleep(STORAGE_DELAY_MS).then(() => {
    if (!isOn() || options.debug !== undefined || location.href.includes('zephr-debug') || !isDebugStored()) return;
    void zephr.start(config, { ...options, ...inputs, debug: true });
  });
}
