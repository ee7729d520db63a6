import type { Config, JwtConfig } from '../model/config.js';
import { isConfigError } from '../model/config-error.js';
import type { Decision } from '../model/decision.js';
import { createFault } from '../model/fault.js';
import type { TokenSources, VerifiedToken, Verify } from '../model/token.js';
import type { Evaluation } from '../decision/evaluation.js';
import { identify, type Reader } from '../identity/identify.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { mayHaveToken } from '../token/may-have-token.js';
import { EngineLoader } from './engine-loader.js';
import type { VisitPorts } from './visit-ports.js';
import type { DecideOptions, Visit, VisitInputs } from './visit.js';

type Thenable = { readonly then?: unknown } | null | undefined | void;

const NONE: VerifiedToken = { result: { status: 'none', reason: null }, raw: null };

/**
 * Creates a visit: the one place that knows the order of the rooms, and the one that commits effects.
 *
 * @param inputs - Read again by each run.
 * @param onChange - Called with `true` when the reader was identified, and with `false` when more can be decided than before.
 */
export function createVisit(
  config: Config,
  ports: VisitPorts,
  inputs: VisitInputs,
  onChange: (identified: boolean) => void,
): Visit {
  return new PageVisit(config, ports, inputs, onChange);
}

/** A visit is `identifying` until the first run has arrived, then `open`, and `stopped` in the end. */
class PageVisit implements Visit {
  readonly config: Config;
  readonly decided: Record<string, Decision> = {};
  readonly #ports: VisitPorts;
  readonly #inputs: VisitInputs;
  readonly #onChange: (identified: boolean) => void;
  readonly #loader: EngineLoader;
  readonly #evaluations: Record<string, Evaluation> = {};
  #isStopped = false;
  /** `null` while the visit is identifying. */
  #reader: Reader | null = null;
  /** Facts that the site's own code has provided. */
  #provided: unknown;
  /** The context of decisions that are made at the same moment. */
  #context: EvaluationContext | null = null;
  #verifier: Promise<Verify> | null = null;
  #runs = 0;
  #latest: Promise<void> = Promise.resolve();

  constructor(config: Config, ports: VisitPorts, inputs: VisitInputs, onChange: (identified: boolean) => void) {
    this.config = config;
    this.#ports = ports;
    this.#inputs = inputs;
    this.#onChange = onChange;
    this.#loader = new EngineLoader(
      config,
      () => ports.loadNodeRegistry(config, this.#again),
      () => this.#isStopped || onChange(false),
    );
  }

  fault(feature: string): Decision {
    return this.#loader.engine.fault(feature);
  }

  details(): object | undefined {
    return this.#ports.ledger?.()?.describe(this.#evaluations);
  }

  reader(): Reader | null {
    return this.#reader;
  }

  decide(feature: string, { customData, dryRun }: DecideOptions = {}): Decision | null {
    const reader = this.#reader;
    const { engine } = this.#loader;
    // While the reader is being identified, what the feature needs is loaded.
    const evaluation = reader && engine.evaluate(feature, this.#contextFor(reader, customData));
    if (!evaluation) {
      if (reader || !engine.open(feature)) void this.#loader.extend();
      return null;
    }
    const { decision } = evaluation;
    this.#reportMistake(decision);
    if (decision.reason !== 'unknown-feature' && !dryRun) this.#commit(evaluation);
    return decision;
  }

  run(refetch?: boolean): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    const run = ++this.#runs;
    this.#loader.retry();
    const facts = this.#collectFacts();
    const { config } = this;
    // Sub rules and split tests belong to no feature, so a mistake in them has to be known before the first decision.
    const shared = ('subRules' in config || 'splitTests' in config) && this.#loader.extend();
    const verified = this.#verify(refetch);
    const arriveWith = ([token, provided]: readonly [VerifiedToken, unknown, unknown?]): Promise<void> | void => {
      if (run === this.#runs) this.#arrive(token, provided);
      // A later run has overtaken this one, possibly started by a listener to what just changed.
      if (run !== this.#runs) return this.#latest;
    };
    this.#latest =
      verified === NONE && !facts?.then && !shared
        ? Promise.resolve(arriveWith([NONE, facts]))
        : Promise.all([verified, facts as unknown, shared]).then(arriveWith);
    return this.#latest;
  }

  settled(): Promise<unknown> {
    return Promise.allSettled([this.#latest, this.#loader.loading]);
  }

  stop(): void {
    this.#isStopped = true;
  }

  readonly #again = (): void => {
    this.run().catch(() => undefined);
  };

  #arrive({ result, raw }: VerifiedToken, provided: unknown): void {
    if (this.#isStopped) return;
    this.#provided = provided;
    this.#reader = identify(result, this.config, raw);
    this.#context = null;
    this.#onChange(true);
  }

  #commit(evaluation: Evaluation): void {
    const { decision } = evaluation;
    this.decided[decision.feature] = decision;
    this.#evaluations[decision.feature] = evaluation;
    if (!this.#isStopped) this.#ports.ledger?.()?.commit(evaluation);
  }

  #reportMistake({ feature, reason }: Decision): void {
    if (this.#isStopped || reason === 'rule' || this.decided[feature]?.reason === reason) return;
    this.#ports.reportMistake(feature, this.#loader.engine.open(feature)!.mistake, this.config);
  }

  /** The verified token; not a promise where there is none. */
  #verify(refetch?: boolean): VerifiedToken | Promise<VerifiedToken> {
    const { jwt } = this.config;
    if (!jwt) return NONE;
    const sources = { option: this.#inputs.token, refetch, ...this.#ports.tokenSources(jwt) };
    return mayHaveToken(sources, jwt) ? this.#verifyIn(jwt, sources) : NONE;
  }

  async #verifyIn(jwt: JwtConfig, sources: TokenSources): Promise<VerifiedToken> {
    try {
      const verify = await (this.#verifier ??= this.#ports.loadVerifier(jwt, this.#again));
      return await verify(sources);
    } catch (error) {
      if (isConfigError(error)) throw error;
      // The chunk did not arrive: the next run loads it again.
      this.#verifier = null;
      this.#report('chunk-unreachable', String(error));
      return { result: { status: 'unreachable', reason: 'network' }, raw: null };
    }
  }

  /** The facts of the site's own code; not a promise where they are there. */
  #collectFacts(): Thenable {
    const { facts } = this.#inputs as { facts: Thenable };
    if (typeof facts !== 'function' && !facts?.then) return facts;
    // The page's own `Promise` may be another than that of asynchronous functions.
    return Promise.resolve(facts)
      .then((source: unknown) => (typeof source === 'function' ? (source as () => unknown)() : source))
      .catch((error: unknown) => this.#report('callback-failed', `provideFacts: ${String(error)}`));
  }

  /** What is decided at the same moment shares a context, so that everything is read once. */
  #contextFor(reader: Reader, customData?: DecideOptions['customData']): EvaluationContext {
    if (customData) return this.#createContext(reader, { ...this.#inputs.customData, ...customData });
    if (!this.#context) queueMicrotask(() => (this.#context = null));
    return (this.#context ??= this.#createContext(reader, this.#inputs.customData));
  }

  #createContext(reader: Reader, customData: VisitInputs['customData']): EvaluationContext {
    const { debug } = this.#ports;
    const facts = this.#ports.facts(this.#provided, reader);
    return { reader, usage: {}, ...facts, facts: { ...facts, customData }, debug };
  }

  #report(code: 'callback-failed' | 'chunk-unreachable', message: string): void {
    if (!this.#isStopped) this.#ports.report(createFault(code, message));
  }
}
