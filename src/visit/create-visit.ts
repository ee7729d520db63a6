import type { Config } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import { FILE_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import { createFault, type Fault } from '../model/fault.js';
import type { VerifiedToken } from '../model/token.js';
import type { Evaluation } from '../decision/evaluation.js';
import { identify, type Reader } from '../identity/identify.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { createEngineLoader } from './create-engine-loader.js';
import { createTokenCheck, NO_TOKEN, type InTime } from './create-token-check.js';
import type { VisitPorts } from './visit-ports.js';
import type { DecideOptions, Visit, VisitInputs } from './visit.js';

type Thenable = { readonly then?: unknown } | null | undefined | void;

/**
 * Creates a visit: the one place that knows the order of the rooms, and the one that commits effects. It is `identifying`
 * until a run has arrived, then `open`, and `stopped` in the end.
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
  const decided: Record<string, Decision> = {};
  const evaluations: Record<string, Evaluation> = {};
  let isStopped = false;
  let reader: Reader | null = null;
  let provided: unknown;
  let runs = 0;
  let latest: Promise<void> = Promise.resolve();

  const report = (code: Fault['code'], message: string): void => {
    if (!isStopped) ports.report(createFault(code, message));
  };
  const again = (): void => void run().catch(() => undefined);
  /** Bounds work that waits for files; it runs again where they arrive after all. */
  const inTime: InTime = (name, work) => within(FILE_TIMEOUT_MS, name, work, again);
  const { engine, extend, loading, retry } = createEngineLoader(
    config,
    (feature) => inTime('palette.js', ports._loadNodeRegistry(config, again, feature)),
    () => isStopped || onChange(false),
  );
  const checkToken = createTokenCheck(
    config.jwt,
    ports.tokenSources,
    (jwt) => ports._loadVerifier(jwt, again),
    inTime,
    (error) => report('chunk-unreachable', String(error)),
  );

  const { contextFor, endMoment } = createContexts(inputs, (customData, item) => {
    const facts = ports.facts(provided, reader!, item);
    return { reader: reader!, usage: {}, ...facts, facts: { ...facts, customData }, debug: ports.debug };
  });

  const commit = (evaluation: Evaluation): void => {
    const { decision } = evaluation;
    decided[decision.feature] = decision;
    evaluations[decision.feature] = evaluation;
    if (!isStopped) ports._ledger?.()?.commit(evaluation);
  };

  const decide: Visit['decide'] = (feature, options) => {
    // A page's own code may hand in `null`.
    const { customData, dryRun, _item: item, _as: as } = options ?? {};
    // While the reader is being identified, what the feature needs is loaded.
    const ready = reader ? engine()._evaluate(feature, contextFor(customData, item), as) : engine().open(feature);
    if (!ready) void extend(feature);
    if (!ready || !('decision' in ready)) return null;
    const { reason } = ready.decision;
    if (!isStopped && reason !== 'rule' && decided[feature]?.reason !== reason) {
      const cause = engine().open(feature)!._mistake ?? ready._thrown ?? reader!.token;
      ports._reportMistake(feature, cause, config);
    }
    if (reason !== 'unknown-feature' && !dryRun) commit(ready);
    return ready.decision;
  };

  const run: Visit['_run'] = (refetch) => {
    if (isStopped) return latest;
    const number = ++runs;
    retry();
    const facts = collectFacts(inputs, (error) => report('callback-failed', `provideFacts: ${String(error)}`));
    // These belong to no feature: mistakes in them, and the products of the site, have to be known before the first decision.
    const shared = ('subRules' in config || 'splitTests' in config || 'sites' in config) && extend();
    const verified = checkToken(inputs.token, refetch);
    const arrive = ([{ result, raw }, found]: readonly [VerifiedToken, unknown, unknown?]): Promise<void> | void => {
      if (number === runs && !isStopped) {
        provided = found;
        reader = identify(result, config, raw);
        endMoment();
        onChange(true);
      }
      // A later run has overtaken this one, possibly started by a listener to what just changed.
      if (number !== runs) return latest;
    };
    latest =
      verified === NO_TOKEN && !facts?.then && !shared
        ? Promise.resolve(arrive([NO_TOKEN, facts]))
        : Promise.all([verified, facts as unknown, shared]).then(arrive);
    return latest;
  };

  return {
    config,
    _decided: decided,
    fault: (feature) => engine().fault(feature),
    _details: () => ports._ledger?.()?.describe(evaluations),
    _reader: () => reader,
    decide,
    _run: run,
    _settled: () => Promise.allSettled([latest, ...loading()]),
    stop: () => {
      isStopped = true;
    },
  };
}

/** Creates evaluation contexts. Decisions of the same moment share one, so that everything is read once. */
function createContexts(
  inputs: VisitInputs,
  create: (customData: VisitInputs['customData'], item?: string) => EvaluationContext,
): {
  readonly contextFor: (customData: DecideOptions['customData'], item: string | undefined) => EvaluationContext;
  /** The facts have changed: the next decision reads them again. */
  readonly endMoment: () => void;
} {
  let shared: EvaluationContext | null = null;
  const endMoment = (): void => {
    shared = null;
  };
  return {
    contextFor: (customData, item) => {
      if (customData ?? item) return create({ ...inputs.customData, ...customData }, item);
      if (!shared) queueMicrotask(endMoment);
      return (shared ??= create(inputs.customData));
    },
    endMoment,
  };
}

/** Collects the facts of the site's own code. Not a promise where they are there. */
function collectFacts({ facts }: VisitInputs, onError: (error: unknown) => void): Thenable {
  if (typeof facts !== 'function' && !(facts as Thenable)?.then) return facts;
  // The page's own `Promise` may be another than that of asynchronous functions.
  return Promise.resolve(facts as Thenable)
    .then((source: unknown) => (typeof source === 'function' ? (source as () => unknown)() : source))
    .catch(onError);
}
