import type { Fault } from '../../model/fault.js';
import type { Session } from '../session.js';
import { createInspectedPage } from './create-inspected-page.js';
import { offerInspector } from './offer-inspector.js';
import { readTimings } from './read-timings.js';

/**
 * Offers the inspector on a page whose config is unusable: it shows the mistake, and what the page shows without a config.
 *
 * @param mistake - The mistake, in words.
 */
export function inspectBroken(mistake: Fault, session: Session): void {
  const { visit } = session.page;
  if (!visit || session.options.debug === false) return;
  const timings = readTimings();
  const page = createInspectedPage(visit, session, { of: () => timings });
  offerInspector({ ...page, mistake, faults: () => [mistake, ...page.faults()] }, session);
}
