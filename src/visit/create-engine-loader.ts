import type { Config } from '../model/config.js';
import { fail } from '../config/fail.js';
import { createEngine, type Engine } from '../decision/create-engine.js';
import { CORE_REGISTRY } from '../rules/core-registry.js';
import type { NodeRegistry } from '../rules/node-registry.js';

/**
 * Holds the engine of a visit. It begins with the core registry; the first rule that needs more has the complete one loaded.
 *
 * | state | engine | `extend` |
 * |---|---|---|
 * | core | common nodes only | loads |
 * | loading | common nodes only | waits |
 * | complete | all nodes | is done |
 * | incomplete | nodes that did not arrive are mistakes | is done; `retry` leads back to core |
 */
export interface EngineLoader {
  readonly engine: () => Engine;
  /** Loads the complete registry, unless that has happened. Rejects where what features share has a mistake. */
  readonly extend: () => Promise<void>;
  /** The loading of the complete registry; `null` in the state core. */
  readonly loading: () => Promise<void> | null;
  /** Begins again where a file did not arrive: the next `extend` loads it. */
  readonly retry: () => void;
}

/**
 * Creates an engine loader in the state core.
 *
 * @param load - Loads the complete registry.
 * @param onLoaded - Called when more can be decided than before.
 */
export function createEngineLoader(
  config: Config,
  load: () => Promise<NodeRegistry>,
  onLoaded: () => void,
): EngineLoader {
  let registry = CORE_REGISTRY;
  let engine = createEngine(config, registry);
  let loading: Promise<void> | null = null;

  const use = (next: NodeRegistry): void => {
    registry = next;
    engine = createEngine(config, registry);
  };

  return {
    engine: () => engine,
    loading: () => loading,
    extend: () =>
      (loading ??= load()
        .catch(without)
        .then((complete) => {
          use(complete);
          engine._check();
          onLoaded();
        })),
    retry: () => {
      if (!registry._incomplete) return;
      loading = null;
      use(CORE_REGISTRY);
    },
  };
}

/** The registry where the complete one did not arrive: a node that only the complete one has is a mistake. */
function without(cause: unknown): NodeRegistry {
  return { ...CORE_REGISTRY, _missing: (_code, at) => fail('chunk-unreachable', at, { cause }), _incomplete: true };
}
