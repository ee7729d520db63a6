import type { Facts } from '../../facts/facts.js';
import { createExport, hashConfig } from '../../replay/create-export.js';
import type { ExportedDecision } from '../../replay/exported-decision.js';
import type { Usage } from '../../usage/usage.js';
import { resolveAddress } from '../browser.js';
import type { ZephrPage } from '../zephr-page.js';
import { LAST_FACTS } from './last-facts.js';

/** Facts of a page and counts of its reader, at one moment. */
type PageInput = Facts & { readonly now: number; readonly usage?: Usage };

/**
 * Exports the decision of a feature as it is now, with the data that its rules name. It spends no trial.
 *
 * @param feature - For one that the config does not have, the export says so.
 */
export async function exportDecision(page: ZephrPage, feature: string): Promise<ExportedDecision> {
  // Waits for the reader, and for the files that the rule needs.
  const awaited = await page.zephr.decide(feature, { dryRun: true });
  const { session, host, _inputs: inputs, _tag: tag } = page;
  const visit = page.visit!;
  const view = [...host._views.keys()].find((one) => one.feature === feature);
  session.store.delete(LAST_FACTS);
  // Custom data, even none, has the visit read everything for this decision alone.
  const options = { dryRun: true, customData: {}, _item: view && host._itemOf?.(view) };
  const decision = visit.decide(feature, options) ?? awaited;
  const read = session.store.get(LAST_FACTS) as PageInput | undefined;
  const reader = visit._reader()!;
  const { config } = visit;
  return createExport({
    config,
    input: {
      // Rules that need no more than the core ask for the address alone.
      ...(read ?? { url: location.href, now: Date.now() }),
      tokenStatus: reader.token.status,
      claims: reader.claims,
      user: reader.identity.user,
      customData: inputs.customData,
      readerId: reader.foreignUserId,
      deviceZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    decision,
    by: 'page',
    userAgent: navigator.userAgent,
    address: describeAddress(tag.config),
    sha256: visit._without ? null : await hashConfig(config),
  });
}

/** An address without credentials, query and fragment; `null` where the script tag names none. */
function describeAddress(address: string | undefined): string | null {
  try {
    const { origin, pathname } = resolveAddress(address!);
    return address === undefined ? null : origin === location.origin ? pathname : origin + pathname;
  } catch {
    return null;
  }
}
