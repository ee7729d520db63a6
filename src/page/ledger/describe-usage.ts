import type { Evaluation } from '../../decision/evaluation.js';
import type { TrialLeft } from '../../model/decision.js';
import { writeDate } from '../../lib/write-date.js';
import type { TimeTrialState } from '../../usage/time-trial-state.js';

/**
 * Describes trials and split tests in the shape of Zephr's own global, `accessDetails`. Trials are listed by tracker.
 * Settings of Zephr that this SDK does not have are off, under Zephr's names. `timeRemainingInTrial` is in milliseconds.
 *
 * @param evaluations - The last evaluation of each feature.
 * @param isSpent - Whether this page view has counted in a tracker.
 * @param hitsOf - Page views of this browser in which a time trial lasted.
 * @see https://developer.zuora.com/zephr-api-reference/zephr-public-api/operation/executeBrowserFeaturesDecisions
 */
export function describeUsage(
  evaluations: Readonly<Record<string, Evaluation>>,
  isSpent: (tracker: string) => boolean,
  hitsOf: (tracker: string) => number,
): object {
  const evaluated = Object.values(evaluations);
  const decisions = evaluated.map(({ decision }) => decision);
  const trials = decisions.flatMap((decision) => Object.entries(decision.trials));
  const timeTrials = evaluated.flatMap((evaluation) => evaluation.timeTrials);
  return {
    trials: Object.fromEntries(
      trials.map(([tracker, left]) => [tracker, describeTrial(tracker, left, isSpent(tracker))]),
    ),
    timeTrials: Object.fromEntries(
      timeTrials.map((state) => [state.tracker, describeTimeTrial(state, hitsOf(state.tracker))]),
    ),
    trialTrackingDetails: [...new Set(trials.map(([tracker]) => tracker))].map(describeTracking),
    testGroups: Object.assign({}, ...decisions.map(({ splitTests }) => splitTests)) as object,
  };
}

const usedKeyOf = (tracker: string): string => `trial-${tracker}-creditsUsed`;
const remainingKeyOf = (tracker: string): string => `trial-${tracker}-creditsRemaining`;

function describeTrial(tracker: string, { limit, remaining }: TrialLeft, isSpent: boolean): object {
  return {
    totalCredits: limit,
    remainingCredits: remaining,
    tracker,
    reportInDataLayer: false,
    dataLayerCreditsUsedKey: usedKeyOf(tracker),
    dataLayerCreditsRemainingKey: remainingKeyOf(tracker),
    decrementedInDecision: isSpent,
    usedInDecision: true,
  };
}

function describeTimeTrial({ tracker, duration, unit, beganAt, remaining }: TimeTrialState, hits: number): object {
  return {
    reportInDataLayer: false,
    trialDurationUnits: unit.toUpperCase(),
    trialDuration: duration,
    // As Zephr prints a moment with its zone.
    entryTime: `${writeDate(beganAt)}[UTC]`,
    // A trial that began in another browser has been met here, too.
    trackerHits: Math.max(hits, 1),
    timeRemainingInTrial: remaining,
    dataLayerTrialDurationKey: `trial-${tracker}-trialDuration`,
    dataLayerTrialDurationUnitsKey: `trial-${tracker}-trialDurationUnits`,
    dataLayerTrackerEntryTimeKey: `trial-${tracker}-trackerEntryTime`,
    dataLayerTrackerHitsKey: `trial-${tracker}-trackerHits`,
    dataLayerTrialTimeRemainingKey: `trial-${tracker}-trialTimeRemaining`,
    activeInDecision: remaining > 0,
  };
}

function describeTracking(tracker: string): object {
  return {
    entitlementId: tracker,
    entitlementType: 'trial',
    trackCreditsUsed: false,
    trackCreditsRemaining: false,
    creditsUsedKey: usedKeyOf(tracker),
    creditsRemainingKey: remainingKeyOf(tracker),
  };
}
