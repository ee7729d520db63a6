import type { Decision } from '../model/decision.js';
import { isConfigError } from '../model/config-error.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { setOwn } from '../lib/set-own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { compileConfig, type CompiledConfig, type EngineInput } from '../decision/compile-config.js';
import { MAX_BROKEN_FEATURES } from './limits.js';

/** A config, as far as it compiles. */
export interface PartlyCompiled {
  /** The settings of the features that compile, by name. */
  readonly features: ReadonlyMap<string, unknown>;
  /** The members of the config that all features have in common. */
  readonly context: readonly unknown[];
  /** The mistake that keeps all features from compiling; `null` where they do. */
  readonly mistake: string | null;
  /** Decides features that compile, by name. */
  readonly decide: (input: EngineInput, features: readonly string[]) => Map<string, Decision>;
}

/**
 * Tells of a feature whether two configs decide it alike, as it compiles in both and has the very same settings in the same
 * surroundings. Configs that edits lead to share all that the edits are not in.
 */
export function createComparison(one: PartlyCompiled, other: PartlyCompiled): (feature: string) => boolean {
  const isSameContext = areSame(one.context, other.context);
  return (feature) =>
    isSameContext &&
    one.features.has(feature) &&
    other.features.has(feature) &&
    one.features.get(feature) === other.features.get(feature);
}

interface Part {
  readonly feature: unknown;
  /** `null` for a feature that does not compile. */
  readonly engine: CompiledConfig | null;
}

/**
 * Compiles a config that is being edited: a feature with a mistake does not hide the others, and after an edit of one feature
 * only that one is compiled again.
 */
export class PartCompiler {
  /** The members of the config that all features have in common. */
  #context: readonly unknown[] = [];
  readonly #parts = new Map<string, Part>();

  /**
   * Compiles the features that were not compiled before. Never throws.
   *
   * @param config - Anything at all.
   */
  compile(config: unknown): PartlyCompiled {
    const features = isRecord(own(config, 'features')) ? (own(config, 'features') as Record<string, unknown>) : {};
    const names = Object.keys(features);
    this.#forgetOthers(config, names);
    const open = names.filter((name) => this.#parts.get(name)?.feature !== features[name]);
    const mistake = this.#compileOpen(config, features, open);
    const engines = new Map<string, CompiledConfig>();
    for (const name of names) {
      const { feature, engine = null } = this.#parts.get(name) ?? {};
      if (engine && feature === features[name]) engines.set(name, engine);
    }
    return {
      features: new Map([...engines.keys()].map((name) => [name, features[name]])),
      context: this.#context,
      mistake,
      decide: (input, wanted) => decideBy(engines, input, wanted),
    };
  }

  /** A change of anything but the features, or of their names, may change what each of them means. */
  #forgetOthers(config: unknown, names: readonly string[]): void {
    const others = isRecord(config) ? Object.entries(config).filter(([name]) => name !== 'features') : [];
    const context = [...others.flat(), ...names];
    if (!areSame(context, this.#context)) this.#parts.clear();
    this.#context = context;
  }

  /** Compiles features together, without those that have a mistake. Returns the mistake that is not one of theirs. */
  #compileOpen(config: unknown, features: Readonly<Record<string, unknown>>, open: readonly string[]): string | null {
    const left = new Set(open);
    for (let tries = 0; left.size > 0; tries++) {
      try {
        const engine = compileConfig(withFeatures(config, features, left));
        for (const name of left) this.#parts.set(name, { feature: features[name], engine });
        return null;
      } catch (error) {
        const [map, name = ''] = isConfigError(error) ? splitPointer(error.pointer) : [];
        if (map !== 'features' || !left.has(name) || tries >= MAX_BROKEN_FEATURES) return (error as Error).message;
        left.delete(name);
        this.#parts.set(name, { feature: features[name], engine: null });
      }
    }
    return null;
  }
}

function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}

/** The config with the settings of some features; of the others the names remain, as products and rules may name them. */
function withFeatures(
  config: unknown,
  features: Readonly<Record<string, unknown>>,
  kept: ReadonlySet<string>,
): Record<string, unknown> {
  const some: Record<string, unknown> = {};
  for (const name of Object.keys(features)) setOwn(some, name, kept.has(name) ? features[name] : {});
  return { ...(config as Record<string, unknown>), features: some };
}

function decideBy(
  engines: ReadonlyMap<string, CompiledConfig>,
  input: EngineInput,
  wanted: readonly string[],
): Map<string, Decision> {
  const byEngine = new Map<CompiledConfig, string[]>();
  for (const name of wanted) {
    const engine = engines.get(name);
    if (!engine) continue;
    const names = byEngine.get(engine);
    if (names) names.push(name);
    else byEngine.set(engine, [name]);
  }
  const decisions = new Map<string, Decision>();
  for (const [engine, names] of byEngine) {
    const found = engine.decideAll(input, names);
    for (const name of names) decisions.set(name, own(found, name) as Decision);
  }
  return decisions;
}
