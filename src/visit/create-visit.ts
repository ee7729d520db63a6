import type { Config, JwtConfig } from '../model/config.js';
import { type ConfigError, isConfigError } from '../model/config-error.js';
import type { Decision } from '../model/decision.js';
import { createFault, type Report } from '../model/fault.js';
import type { TokenSources, VerifiedToken, Verify } from '../model/token.js';
import { createFaultDecision, createEngine } from '../decision/create-engine.js';
import type { Facts } from '../facts/facts.js';
import { fail } from '../config/fail.js';
import { identify, NOBODY, type Reader } from '../identity/identify.js';
import { CORE_REGISTRY } from '../rules/core-registry.js';
import { LACKING, type NodeRegistry } from '../rules/node-registry.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import type { Usage } from '../usage/usage.js';
import { mayHaveToken } from '../token/may-have-token.js';

/** What a visit needs of the world, as functions. */
export interface VisitPorts {
  readonly tokenSources: (jwt: JwtConfig) => Pick<TokenSources, 'query' | 'cookies'>;
  /** Facts of the page at this moment, those of the site's own code among them. */
  readonly facts: (provided: unknown, reader: Reader) => Facts & { readonly now: number; readonly usage?: Usage };
  /** `again` is called when the pipe is to run anew: an endpoint has answered late, or may be back. */
  readonly loadVerifier: (jwt: JwtConfig, again: () => void) => Promise<Verify>;
  /**
   * Loads the rest of the palette, and finds what its nodes ask of the page; `again` is called when that has changed.
   */
  readonly loadNodeRegistry: (config: Config, again: () => void) => Promise<NodeRegistry>;
  /** Where the page is being debugged: the words of traces tell the reader's own data then. */
  readonly debug?: EvaluationContext['debug'] | undefined;
  readonly report: Report;
  /** Tells what is wrong with a feature; `null` where no mistake of the config is to blame. */
  readonly reportMistake: (feature: string, mistake: ConfigError | null, config: Config) => void;
}

/** Facts that the site's own code knows, or a function that gives them whenever the pipe runs. */
export type FactSource = Readonly<Record<string, unknown>> | Promise<unknown> | (() => unknown);

/** What the site's own code hands in; changed by `setToken` and its like. */
export interface VisitInputs {
  token: string | null;
  customData: Readonly<Record<string, unknown>>;
  facts: FactSource;
}

/** Options of one decision. */
export interface DecideOptions {
  /** Laid over the visit's own custom data, for this decision. */
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Spends no trial. */
  readonly dryRun?: boolean;
}

/** One reader's visit to a page: holds who he is, and decides. */
export interface Visit {
  readonly config: Config;
  /** What a feature shows when it cannot be decided: its fallback. */
  readonly fault: (feature: string) => Decision;
  /** The last decision of each feature of the config that was asked for, but for dry runs. */
  readonly decided: Readonly<Record<string, Decision>>;
  /** What trials and tests add to Zephr's own global. */
  readonly details?: () => object | undefined;
  /** `null` until the reader is identified. */
  readonly reader: () => Reader | null;
  /** Decides on what is known; `null` until the reader is identified and the whole palette is there, if a rule needs it. */
  readonly decide: (feature: string, options?: DecideOptions) => Decision | null;
  /**
   * Walks in at the front door: finds the token, verifies it, identifies the reader. Without a token all of this is done
   * when the call returns. A run that a later one has overtaken is dropped, and resolves with the later one.
   *
   * @param anew - What could not be fetched a moment ago is asked for at once.
   * @throws {ConfigError} (rejects) When a key of the config is unusable.
   */
  readonly run: (anew?: boolean) => Promise<void>;
  /** Resolves when no run is under way, and no file on its way that a rule needs. */
  readonly settled: () => Promise<unknown>;
}

type Thenable = { readonly then?: unknown } | null | undefined | void;

const NONE: VerifiedToken = { result: { status: 'none', reason: null }, raw: null };

/**
 * Makes a visit: the one place that knows the order of the rooms.
 *
 * @param inputs - Read anew by each run.
 * @param onChange - Called when the reader was identified, with `true`, and when more can be decided than before.
 */
export function createVisit(
  config: Config,
  ports: VisitPorts,
  inputs: VisitInputs,
  onChange: (anew: boolean) => void,
): Visit {
  let registry = CORE_REGISTRY;
  let engine = createEngine(config, registry);
  let extending: Promise<void> | null = null;
  const decided: Record<string, Decision> = {};
  let reader: Reader | null = null;
  let provided: unknown;
  let context: EvaluationContext | null = null;
  let verifier: Promise<Verify> | null = null;
  let runs = 0;
  let latest: Promise<void> = Promise.resolve();

  const verify = async (jwt: JwtConfig, found: TokenSources): Promise<VerifiedToken> => {
    try {
      return await (
        await (verifier ??= ports.loadVerifier(jwt, again))
      )(found);
    } catch (error) {
      if (isConfigError(error)) throw error;
      // The chunk did not arrive: the next run asks again.
      verifier = null;
      ports.report(createFault('chunk-unreachable', String(error)));
      return { result: { status: 'unreachable', reason: 'network' }, raw: null };
    }
  };

  /** Some rule needs more than the core of the palette: from now on there is the whole of it, or as much as can be had. */
  const extend = (): Promise<void> =>
    ports
      .loadNodeRegistry(config, again)
      .catch((cause: unknown): NodeRegistry => ({
        ...CORE_REGISTRY,
        missing: (_code, at) => fail('chunk-unreachable', at, { cause }),
        broken: true,
      }))
      .then((found) => {
        registry = found;
        engine = createEngine(config, registry);
        engine.check();
        onChange(false);
      });

  const createContext = (who: Reader, customData = inputs.customData): EvaluationContext => {
    const facts = ports.facts(provided, who);
    return { reader: who, usage: {}, ...facts, facts: { ...facts, customData }, debug: ports.debug };
  };

  /** What is decided in one go is decided of one moment, and asked once. */
  const sharedContext = (who: Reader): EvaluationContext => {
    if (!context) queueMicrotask(() => (context = null));
    return (context ??= createContext(who));
  };

  // The page's own `Promise` may be another than that of asynchronous functions.
  const collectFacts = (): Thenable => {
    const { facts } = inputs as { facts: Thenable };
    if (typeof facts !== 'function' && !facts?.then) return facts;
    return Promise.resolve(facts)
      .then((source: unknown) => (typeof source === 'function' ? (source as () => unknown)() : source))
      .catch((error: unknown) => ports.report(createFault('callback-failed', `provideFacts: ${String(error)}`)));
  };

  const again = (): void => void run().catch(() => undefined);

  const run = (anew?: boolean): Promise<void> => {
    const run = ++runs;
    if (registry.broken) {
      // Some of it did not arrive: it is asked for again.
      registry = CORE_REGISTRY;
      engine = createEngine(config, registry);
      extending = null;
    }
    const facts = collectFacts();
    const { jwt } = config;
    // A mistake in these is nobody's in particular, so it has to be known before the first decision.
    const shared = ('subRules' in config || 'splitTests' in config) && (extending ??= extend());
    let verified: VerifiedToken | Promise<VerifiedToken> = NONE;
    if (jwt) {
      const found = { option: inputs.token, refetch: anew, ...ports.tokenSources(jwt) };
      if (mayHaveToken(found, jwt)) verified = verify(jwt, found);
    }
    const arriveWith = ([token, found]: readonly [VerifiedToken, unknown, unknown?]): Promise<void> | void => {
      if (run === runs) {
        provided = found;
        reader = identify(token.result, config, token.raw);
        context = null;
        onChange(true);
      }
      // Overtaken, be it by a listener to what just changed.
      if (run !== runs) return latest;
    };
    latest =
      verified === NONE && !facts?.then && !shared
        ? Promise.resolve(arriveWith([NONE, facts]))
        : Promise.all([verified, facts as unknown, shared]).then(arriveWith);
    return latest;
  };

  return {
    config,
    fault: (feature) => engine.fault(feature),
    decided,
    details: () => registry.details?.(decided),
    reader: () => reader,
    decide: (feature, options) => {
      const { customData, dryRun } = options ?? {};
      let decision: Decision;
      try {
        if (!reader) {
          // What the feature needs is asked for while the reader is being identified.
          engine.open(feature);
          return null;
        }
        decision = engine.decide(
          feature,
          customData ? createContext(reader, { ...inputs.customData, ...customData }) : sharedContext(reader),
        );
      } catch (error) {
        // Reading what the site's own code hands in can throw.
        if (error !== LACKING) throw error;
        extending ??= extend();
        return null;
      }
      if (decision.reason !== 'rule' && decided[feature]?.reason !== decision.reason) {
        ports.reportMistake(feature, engine.open(feature).mistake, config);
      }
      if (decision.reason !== 'unknown-feature' && !dryRun) {
        decided[feature] = decision;
        registry.spend?.(decision);
      }
      return decision;
    },
    run,
    settled: () => Promise.allSettled([latest, extending]),
  };
}

/** The visit to a page whose config is unusable: all features are faults, and there is nothing to walk into. */
export const BROKEN_VISIT: Visit = {
  config: { version: 1, features: {} },
  fault: createFaultDecision,
  decided: {},
  reader: () => NOBODY,
  decide: createFaultDecision,
  run: async () => {},
  settled: async () => {},
};
