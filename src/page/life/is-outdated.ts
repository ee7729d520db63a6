import type { Decision } from '../../model/decision.js';
import { findElements } from '../browser.js';
import type { Zephr } from '../zephr.js';

/** A `<zephr-feature>`, which may not be upgraded. */
type FeatureElement = Element & { readonly decision?: Decision | null };

/**
 * Returns whether some feature of the page would show something else if it was decided now: the time or the facts that
 * rules read may have changed since its decision. Dispatches no event and counts no view.
 */
export async function isOutdated(zephr: Pick<Zephr, 'decide'>): Promise<boolean> {
  const elements = new Map<string, FeatureElement>();
  for (const element of findElements('zephr-feature') as Iterable<FeatureElement>) {
    if (element.decision) elements.set(element.decision.feature, element);
  }
  for (const [feature, element] of elements) {
    const now = await zephr.decide(feature, { dryRun: true });
    // Read after the answer: the element may have changed meanwhile.
    if (element.decision && keyOf(now) !== keyOf(element.decision)) return true;
  }
  return false;
}

function keyOf({ userState, outcomeId, access, reason }: Decision): string {
  return [userState, outcomeId, access, reason].join();
}
