import { NO_INPUTS } from './start.js';
import { waitForStart } from './wait-for-start.js';
import type { ZephrPage } from './zephr-page.js';

/** Undoes all that starts have left behind. The next start begins as the first one did. */
export function stop(page: ZephrPage): void {
  if (!page._isStarted) return;
  page._isStarted = false;
  page.visit = null;
  Object.assign(page._inputs, NO_INPUTS);
  waitForStart(page);
  page.session.stop();
  page.host.release();
}
