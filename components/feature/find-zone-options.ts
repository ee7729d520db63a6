import { findValue } from '../../src/lib/find-value.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import type { Config, ZoneOptions } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';

/**
 * Finds the options of a decision's zone: a decision names its outcome, and the config holds the options of the outcome. The
 * name is a JSON pointer, the outcome's own id, or its id among `outcomes`. Of several outcomes with one id,
 * those of the feature come first.
 */
export function findZoneOptions(
  { feature, outcomeId, zone }: Decision,
  { features, outcomes, subRules }: Config,
): ZoneOptions {
  const isIt = (value: unknown): boolean => isRecord(value) && value['zone'] === zone;
  const search = (root: unknown): unknown => findValue(root, (value) => own(value, 'id') === outcomeId && isIt(value));
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
