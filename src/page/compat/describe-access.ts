import type { Decision } from '../../model/decision.js';
import type { Visit } from '../../visit/visit.js';

/** `window.Zephr.outcomes` in Zephr's own shape. */
export type Outcomes = Readonly<
  Record<string, { readonly featureLabel: string; readonly outcomeId: string; readonly outcomeLabel: string }>
>;

/** `window.Zephr.accessDetails` in Zephr's own shape. */
export interface AccessDetails {
  readonly authenticated: boolean;
  readonly accessDecisions: Readonly<Record<string, boolean>>;
  readonly entitlements: Readonly<Record<string, unknown>>;
  readonly credits: Readonly<Record<string, unknown>>;
  readonly meters: Readonly<Record<string, unknown>>;
  readonly trials: Readonly<Record<string, unknown>>;
  readonly timeTrials: Readonly<Record<string, unknown>>;
  readonly trialTrackingDetails: readonly unknown[];
  readonly testGroups: Readonly<Record<string, string>>;
  readonly activeProducts: readonly string[];
}

/** Gives the decided outcomes in the shape of Zephr's own global. */
export function describeOutcomes(visit: Visit | null): Outcomes {
  return mapDecided(visit, ({ feature, outcomeId, outcomeLabel, content, components }) => ({
    featureLabel: visit!.config.features[feature]?.title ?? feature,
    outcomeId,
    // As `labelOutcome` does, which the bundler does not write into this place.
    outcomeLabel:
      outcomeLabel[0] === '/'
        ? [(content as { readonly keep?: unknown }).keep ? 'keep' : content, ...components].join(' ')
        : outcomeLabel,
  }));
}

/** Gives decisions and reader in the shape of Zephr's own global. Members that a page cannot know are empty. */
export function describeAccess(visit: Visit | null): AccessDetails {
  const identity = visit?._reader()?.identity;
  return {
    authenticated: identity?.state === 'registered',
    accessDecisions: mapDecided(visit, ({ access }) => access),
    entitlements: {},
    credits: {},
    meters: {},
    trials: {},
    timeTrials: {},
    testGroups: {},
    trialTrackingDetails: [],
    activeProducts: [...(identity?.products ?? [])],
    ...visit?._details?.(),
  };
}

function mapDecided<Out>(visit: Visit | null, map: (decision: Decision) => Out): Record<string, Out> {
  return Object.fromEntries(Object.values(visit?._decided ?? {}).map((decision) => [decision.feature, map(decision)]));
}
