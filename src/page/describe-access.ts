import type { Config } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import type { Identity } from '../model/identity.js';

/** `window.Zephr.outcomes`, as sites that come from Zephr read it. */
export type Outcomes = Readonly<
  Record<string, { readonly featureLabel: string; readonly outcomeId: string; readonly outcomeLabel: string }>
>;

/** `window.Zephr.accessDetails`, as sites that come from Zephr read it. */
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

type Decisions = Readonly<Record<string, Decision>>;

/** Puts decisions into the shape of Zephr's own global. */
export function describeOutcomes(decisions: Decisions, config: Config | undefined): Outcomes {
  return mapValues(decisions, ({ feature, outcomeId, outcomeLabel }) => ({
    featureLabel: config?.features[feature]?.title ?? feature,
    outcomeId,
    outcomeLabel,
  }));
}

/** Puts decisions and reader into the shape of Zephr's own global. What a page cannot know stays empty. */
export function describeAccess(decisions: Decisions, identity: Identity | undefined): AccessDetails {
  return {
    authenticated: identity?.state === 'registered',
    accessDecisions: mapValues(decisions, ({ access }) => access),
    entitlements: {},
    credits: {},
    meters: {},
    trials: {},
    timeTrials: {},
    trialTrackingDetails: [],
    testGroups: {},
    activeProducts: [...(identity?.products ?? [])],
  };
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
