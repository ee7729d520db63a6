import type { Visit, VisitInputs } from '../visit/visit.js';
import { ignore } from '../lib/ignore.js';
import { toFault } from './to-fault.js';
import type { ZephrPage } from './zephr-page.js';

/** Gives the visit once there is one, which may be a broken one, and no run of it is under way. */
export async function whenReady(page: ZephrPage): Promise<Visit> {
  const { ready } = page;
  await ready.catch(ignore);
  const { visit } = page;
  await visit?._settled();
  // Another start may have replaced the one that was waited for, or it was stopped.
  return visit && visit === page.visit && ready === page.ready ? visit : whenReady(page);
}

/**
 * Changes an input and decides again. Before a start the input is only kept.
 *
 * @param refetch - Whether requests that failed a moment ago are repeated at once.
 * @returns Resolves when the page shows it.
 */
export async function change(page: ZephrPage, input: Partial<VisitInputs>, refetch?: boolean): Promise<void> {
  const { host } = page;
  Object.assign(page._inputs, input);
  if (!page._isStarted) return;
  await page.visit?._run(refetch).catch((error: unknown) => host.report(toFault(error)));
  // While the config is on its way there is no visit yet; it will find the inputs as they are by then.
  await whenReady(page);
  await host.shown();
}
