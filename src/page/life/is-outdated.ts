import type { Decision } from '../../model/decision.js';
import { findElements } from '../browser.js';
import type { Zephr } from '../zephr.js';

/** A `<zephr-feature>`, which may not be upgraded. */
type Place = Element & { readonly decision?: Decision | null };

/**
 * Whether some place of the page would show something else if it was decided now. Nothing is told or spent: the clock may
 * have gone on, or what rules ask of the page may have changed, while nobody looked.
 */
export async function isOutdated(zephr: Pick<Zephr, 'decide'>): Promise<boolean> {
  const places = new Map<string, Place>();
  for (const place of findElements('zephr-feature') as Iterable<Place>) {
    if (place.decision) places.set(place.decision.feature, place);
  }
  for (const [feature, place] of places) {
    const now = await zephr.decide(feature, { dryRun: true });
    // Read after the answer: the place may have changed while it was waited for.
    if (place.decision && keyOf(now) !== keyOf(place.decision)) return true;
  }
  return false;
}

function keyOf({ userState, outcomeId, access, reason }: Decision): string {
  return [userState, outcomeId, access, reason].join();
}
