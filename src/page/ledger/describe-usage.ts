import type { Evaluation } from '../../decision/evaluation.js';

/**
 * Describes trials and split tests in the shape of Zephr's own global, `accessDetails`. Trials are listed by tracker.
 * Settings of Zephr that this SDK does not have are off, under Zephr's names. `entryTime` and `timeRemainingInTrial` are in
 * milliseconds.
 *
 * @param evaluations - The last evaluation of each feature.
 * @param isSpent - Whether this page view has counted in a tracker.
 */
export function describeUsage(
  evaluations: Readonly<Record<string, Evaluation>>,
  isSpent: (tracker: string) => boolean,
): object {
  const evaluated = Object.values(evaluations);
  const decisions = evaluated.map(({ decision }) => decision);
  const trials = decisions.flatMap((decision) => Object.entries(decision.trials));
  const keysOf = (tracker: string): readonly [used: string, remaining: string] => [
    `trial-${tracker}-creditsUsed`,
    `trial-${tracker}-creditsRemaining`,
  ];
  return {
    trials: Object.fromEntries(
      trials.map(([tracker, { limit, remaining }]) => [
        tracker,
        {
          totalCredits: limit,
          remainingCredits: remaining,
          tracker,
          reportInDataLayer: false,
          dataLayerCreditsUsedKey: keysOf(tracker)[0],
          dataLayerCreditsRemainingKey: keysOf(tracker)[1],
          decrementedInDecision: isSpent(tracker),
          usedInDecision: true,
        },
      ]),
    ),
    timeTrials: Object.fromEntries(
      evaluated
        .flatMap(({ timeTrials }) => timeTrials)
        .map(({ tracker, duration, unit, beganAt, remaining }) => [
          tracker,
          {
            reportInDataLayer: false,
            trialDurationUnits: unit.toUpperCase(),
            trialDuration: duration,
            entryTime: beganAt,
            trackerHits: 1,
            timeRemainingInTrial: remaining,
            dataLayerTrialDurationKey: `trial-${tracker}-duration`,
            dataLayerTrialDurationUnitsKey: `trial-${tracker}-durationUnits`,
            dataLayerTrackerEntryTimeKey: `trial-${tracker}-entryTime`,
            dataLayerTrackerHitsKey: `trial-${tracker}-hits`,
            dataLayerTrialTimeRemainingKey: `trial-${tracker}-timeRemaining`,
            activeInDecision: remaining > 0,
          },
        ]),
    ),
    trialTrackingDetails: [...new Set(trials.map(([tracker]) => tracker))].map((tracker) => ({
      entitlementId: tracker,
      entitlementType: 'trial',
      trackCreditsUsed: false,
      trackCreditsRemaining: false,
      creditsUsedKey: keysOf(tracker)[0],
      creditsRemainingKey: keysOf(tracker)[1],
    })),
    testGroups: Object.assign({}, ...decisions.map(({ splitTests }) => splitTests)) as object,
  };
}
