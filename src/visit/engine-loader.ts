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
 * | `core` | common nodes only | loads |
 * | `loading` | common nodes only | waits |
 * | `complete` | all nodes | is done |
 * | `incomplete` | nodes that did not arrive are mistakes | is done; `retry` leads back to `core` |
 */
export class EngineLoader {
  engine: Engine;
  readonly #config: Config;
  readonly #load: () => Promise<NodeRegistry>;
  readonly #onLoaded: () => void;
  #state: 'core' | 'loading' | 'complete' | 'incomplete' = 'core';
  #loading: Promise<void> | null = null;

  /** @param onLoaded - Called when more can be decided than before. */
  constructor(config: Config, load: () => Promise<NodeRegistry>, onLoaded: () => void) {
    this.#config = config;
    this.#load = load;
    this.#onLoaded = onLoaded;
    this.engine = createEngine(config, CORE_REGISTRY);
  }

  /** What is being loaded, or was. */
  get loading(): Promise<void> | null {
    return this.#loading;
  }

  /** Loads the complete registry, unless that has happened. */
  extend(): Promise<void> {
    return (this.#loading ??= this.#extend());
  }

  /** Begins again where a file did not arrive: the next `extend` loads it. */
  retry(): void {
    if (this.#state !== 'incomplete') return;
    this.#state = 'core';
    this.#loading = null;
    this.engine = createEngine(this.#config, CORE_REGISTRY);
  }

  async #extend(): Promise<void> {
    this.#state = 'loading';
    const registry = await this.#load().catch(without);
    this.#state = registry.incomplete ? 'incomplete' : 'complete';
    this.engine = createEngine(this.#config, registry);
    this.engine.check();
    this.#onLoaded();
  }
}

/** The registry where the complete one did not arrive: what only that one has is a mistake. */
function without(cause: unknown): NodeRegistry {
  return {
    ...CORE_REGISTRY,
    missing: (_code, at) => fail('chunk-unreachable', at, { cause }),
    incomplete: true,
  };
}
