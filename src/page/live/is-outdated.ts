import type { FeatureView } from '../../model/feature-host.js';
import type { Decision } from '../../model/decision.js';
import { findElements } from '../browser.js';
import type { Zephr } from '../zephr.js';

/**
 * Whether some place of the page would show something else if it was decided now. Nothing is told or spent: the clock may
 * have gone on, or what rules ask of the page may have changed, while nobody looked.
 */
export async function isOutdated(zephr: Pick<Zephr, 'decide'>): Promise<boolean> {
  const shown = new Map<string, Decision>();
  for (const place of findElements('zephr-feature')) {
    const { decision } = place as Partial<FeatureView> & { readonly decision?: Decision | null };
    if (decision) shown.set(decision.feature, decision);
  }
  for (const [feature, before] of shown) {
    if (keyOf(await zephr.decide(feature, { dryRun: true })) !== keyOf(before)) return true;
  }
  return false;
}

function keyOf({ userState, outcomeId, access, reason }: Decision): string {
  return [userState, outcomeId, access, reason].join();
}
