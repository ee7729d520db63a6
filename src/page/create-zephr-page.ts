import type { ConfigTag } from './config/config-tag.js';
import { createHost } from './create-host.js';
import { createZephr } from './create-zephr.js';
import { createSession } from './session.js';
import { NO_INPUTS } from './start.js';
import { waitForStart } from './wait-for-start.js';
import type { ZephrPage } from './zephr-page.js';

/**
 * Makes `window.Zephr` and what the page's elements are connected to, without starting it.
 *
 * @param tags - The script tag; of a script that does not know it, the candidates.
 * @param onFirstView - Called with the first feature element or target that is met.
 */
export function createZephrPage(tags: Iterable<HTMLElement>, onFirstView: () => void): ZephrPage {
  const [script] = tags;
  const tag: ConfigTag = script?.dataset ?? {};
  const page = {
    _tags: tags,
    _tag: tag,
    _inputs: { ...NO_INPUTS },
    _memory: {},
    visit: null,
    _isStarted: false,
    _onFirstView: onFirstView,
  } as {
    -readonly [Member in keyof ZephrPage]: ZephrPage[Member];
  };
  page.session = createSession(page, {});
  page.host = createHost(page);
  page.zephr = createZephr(page);
  waitForStart(page);
  return page;
}
