import type { Config } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { titleOfGroup } from '../tools/title-of-group.js';
import { own } from '../../lib/own.js';
import type { AccessDetails, Outcomes } from './describe-access.js';

/**
 * Describes a page view as Zephr's data layer does: what is left of trials, by the names in `accessDetails`, and the groups
 * of split tests.
 *
 * @param outcomes - Included if given.
 */
export function describePageView(
  { trials, timeTrials, testGroups }: Pick<AccessDetails, 'trials' | 'timeTrials' | 'testGroups'>,
  splitTests: Config['splitTests'],
  outcomes?: Outcomes,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const trial of Object.values(trials).filter(isRecord)) {
    const { totalCredits, remainingCredits } = trial;
    fields[String(trial['dataLayerCreditsUsedKey'])] = Number(totalCredits) - Number(remainingCredits);
    fields[String(trial['dataLayerCreditsRemainingKey'])] = remainingCredits;
  }
  for (const trial of Object.values(timeTrials).filter(isRecord)) {
    for (const [key, member] of TIME_TRIAL) fields[String(trial[key])] = trial[member];
  }
  const tests = Object.entries(testGroups).map(([id, group]) => ({
    splitTestId: id,
    splitTestName: own(own(splitTests, id), 'title') ?? id,
    testGroup: { value: group, name: titleOfGroup(splitTests, id, group) ?? group, parentSplitTestId: id },
  }));
  return { ...fields, ...(tests.length && { splitTests: tests }), ...(outcomes && { outcomes }) };
}

/** Pairs of members of a time trial: one holds a name, the other the value that is pushed under it. */
const TIME_TRIAL = [
  ['dataLayerTrialDurationKey', 'trialDuration'],
  ['dataLayerTrialDurationUnitsKey', 'trialDurationUnits'],
  ['dataLayerTrackerEntryTimeKey', 'entryTime'],
  ['dataLayerTrackerHitsKey', 'trackerHits'],
  ['dataLayerTrialTimeRemainingKey', 'timeRemainingInTrial'],
] as const;
