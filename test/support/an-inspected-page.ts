import type { InspectedFeature, InspectedPage } from '../../components/inspector/inspected-page.js';
import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import type { Fault } from '../../src/model/fault.js';
import type { Identity } from '../../src/model/identity.js';

/** A rule that asks for the state of the reader. */
const ASKS = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' } as const;

/** A config with so many features, of which the first is `articles`. */
export function anInspectedConfig(features = 2): Config {
  const rule = { ...ASKS, yes: 'show', no: { id: 'wall', content: 'hide', components: ['subscribe'] } };
  const ids = ['articles', ...Array.from({ length: features - 1 }, (_, index) => `feature-${index + 1}`)];
  const config: unknown = {
    version: 1,
    components: { subscribe: { type: 'paywall', heading: 'Keep reading' } },
    features: Object.fromEntries(ids.map((id) => [id, { title: `Title of ${id}`, rules: { anonymous: rule } }])),
  };
  return config as Config;
}

/** A decision that such a config makes for a reader in Texas. */
export function aWalledDecision(feature = 'articles', more: Partial<Decision> = {}): Decision {
  return {
    ...{ feature, userState: 'registered', outcomeId: 'wall', outcomeLabel: 'wall', access: false, content: 'hide' },
    ...{ components: ['subscribe'], zone: 'inline', trials: {}, splitTests: {}, reason: 'rule' },
    trace: [
      {
        ...{ node: `/features/${feature}/rules/anonymous`, type: 'jwt-token', exit: 'no' },
        says: 'the claim state equals Alabama (it is "Texas"): no',
      },
    ],
    ...more,
  };
}

/** A page to inspect, whose first feature is on it. Its counts of calls are for tests. */
export function anInspectedPage(
  places: readonly Node[] = [],
  more: Partial<InspectedPage> & { readonly count?: number } = {},
): InspectedPage & { readonly exported: string[]; readonly fail: (fault: Fault) => void } {
  const config = anInspectedConfig(more.count);
  const faults: Fault[] = [];
  const exported: string[] = [];
  const listeners: (() => void)[] = [];
  const times = { script: 10, config: 20, reader: 30.4, decided: 31, shown: 40 };
  const features = Object.keys(config.features).map((id, index): InspectedFeature =>
    index === 0
      ? {
          ...{ id, times, decision: aWalledDecision(id) },
          places: places.map((node) => ({ node, state: 'walled', decision: aWalledDecision(id) })),
        }
      : { id, times: { config: 20 }, places: [], decision: null },
  );
  return {
    config,
    features: () => features,
    identity: (): Identity => ({
      ...{ state: 'registered', foreignUserId: 'reader-17', foreignKeySystem: null, user: null, products: [] },
      token: { status: 'valid', reason: null, expiresAt: Date.UTC(2030, 0, 1) },
      claims: { sub: 'reader-17', state: 'Texas' },
    }),
    hints: () => [],
    faults: () => faults,
    decide: async (feature) => aWalledDecision(feature),
    exportDecision: async (feature) => {
      exported.push(feature);
      return { format: 'zephr-decision/1', feature } as never;
    },
    preview: () => null,
    startPreview: async () => null,
    watch: (onChange) => void listeners.push(onChange),
    ...more,
    exported,
    fail: (fault) => {
      faults.push(fault);
      listeners.forEach((listener) => listener());
    },
  };
}
