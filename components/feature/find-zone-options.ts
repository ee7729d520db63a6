import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import type { Config, ZoneOptions } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';

/**
 * Finds how the zone of a decision is to behave: a decision names its outcome, and the outcome's options stand in the
 * config. The name is a JSON pointer, the outcome's own id, or its id among `outcomes`. Of several outcomes with one id,
 * those of the feature come first.
 */
export function findZoneOptions(
  { feature, outcomeId, zone }: Decision,
  { features, outcomes, subRules }: Config,
): ZoneOptions {
  const isIt = (value: unknown): boolean => isRecord(value) && value['zone'] === zone;
  const seen = new Set<unknown>();
  const search = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return undefined;
    // An object may stand in several places, in a mistaken config even within itself.
    seen.add(value);
    if (own(value, 'id') === outcomeId && isIt(value)) return value;
    for (const member of Object.values(value)) {
      const found = search(member);
      if (found) return found;
    }
    return undefined;
  };
  const places = [
    () => splitPointer(outcomeId).reduce<unknown>(own, { features, subRules }),
    () => search(own(features, feature)),
    () => own(outcomes, outcomeId),
    () => search(outcomes),
    () => search(subRules),
  ];
  for (const look of places) {
    const outcome = look();
    if (isIt(outcome)) return own(outcome, 'zoneOptions') ?? {};
  }
  return {};
}
