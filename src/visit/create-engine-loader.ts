import type { Config } from '../model/config.js';
import { fail } from '../config/fail.js';
import { createEngine, type Engine } from '../decision/create-engine.js';
import { CORE_REGISTRY } from '../rules/core-registry.js';
import type { NodeRegistry } from '../rules/node-registry.js';

/**
 * Holds the engine of a visit. It begins with the core registry; the first rule that needs more has the complete one loaded, and
 * each feature what its own rules read of the page.
 *
 * | state of a feature | engine | `extend` |
 * |---|---|---|
 * | core | common nodes only | loads |
 * | loading | what other features have loaded | waits |
 * | complete | all nodes | is done |
 * | incomplete | nodes that did not arrive are mistakes | is done; `retry` leads back to core |
 */
export interface EngineLoader {
  readonly engine: () => Engine;
  /**
   * Loads what a feature needs, unless that has happened; without a feature what features share. Rejects only then, where that has a
   * mistake.
   */
  readonly extend: (feature?: string) => Promise<void>;
  /** All that has been begun. */
  readonly loading: () => Iterable<Promise<void>>;
  /** Begins again where a file did not arrive: the next `extend` loads it. */
  readonly retry: () => void;
}

/**
 * Creates an engine loader in the state core.
 *
 * @param load - Loads the complete registry, and what a feature needs of the page.
 * @param onLoaded - Called when more can be decided than before.
 */
export function createEngineLoader(
  config: Config,
  load: (feature?: string) => Promise<NodeRegistry>,
  onLoaded: () => void,
): EngineLoader {
  let registry = CORE_REGISTRY;
  let engine = createEngine(config, registry);
  const loadings = new Map<string | undefined, Promise<void>>();

  const use = (next: NodeRegistry): void => {
    registry = next;
    engine = createEngine(config, registry);
  };

  return {
    engine: () => engine,
    loading: () => loadings.values(),
    extend: (feature) => {
      const begun = loadings.get(feature);
      if (begun) return begun;
      const loading = load(feature)
        .catch(without)
        .then((complete) => {
          // Features that were loaded together have one registry.
          if (complete !== registry) {
            use(complete);
            onLoaded();
          }
          if (feature === undefined) engine._check();
        });
      loadings.set(feature, loading);
      return loading;
    },
    retry: () => {
      if (!registry._incomplete) return;
      loadings.clear();
      use(CORE_REGISTRY);
    },
  };
}

/** The registry where the complete one did not arrive: a node that only the complete one has is a mistake. */
function without(cause: unknown): NodeRegistry {
  return {
    ...CORE_REGISTRY,
    _missing: (_code, at) => fail('chunk-unreachable', at, { cause }),
    _incomplete: true,
    // Without it nothing says which products count on the site of the page.
    _refuse: ({ config }) => 'sites' in config && fail('chunk-unreachable', '/sites', { cause }),
  };
}
