import { ignore } from '../lib/ignore.js';
import type { ZephrPage } from './zephr-page.js';

/** Has `ready`, and all that waits for it, wait for the next start. */
export function waitForStart(page: ZephrPage): void {
  page.ready = new Promise<void>((resolve) => {
    page._follow = resolve;
  });
  page.ready.catch(ignore);
}
