import type { EvaluationContext, Provider } from '@openfeature/server-sdk';
import type { CompiledConfig, EngineInput } from './decision/compile-config.js';
import type { Claims } from './model/token.js';
import { toDetails, type FlagKind } from './openfeature/to-details.js';

/** Options of `createServerProvider`. */
export interface ServerProviderOptions {
  /** Name of the claim that holds the reader's id: `jwt.userMapping.foreignUserIdProperty` of the config. Default: `sub`. */
  readonly userIdClaim?: string;
}

/** Members of a context that the engine takes as they are. */
const INPUT = ['url', 'referrer', 'userAgent', 'meta', 'cookies', 'facts', 'user', 'usage', 'groups'] as const;

/**
 * Creates a provider of OpenFeature whose flags are the features of a config.
 *
 * A boolean flag is the value of the outcome, or the reader's access where it has no value; other flags are its value. The
 * `targetingKey` of the context is the id of the reader. Its other members are claims of the reader and custom data of the
 * page; `claims`, `customData` and the facts of the engine (`url`, `userAgent` …) are taken as they are. The server has made the
 * context, so it is believed: nothing is verified. Decides without counting.
 *
 * @param engine - A compiled config.
 * @see https://openfeature.dev/docs/reference/concepts/provider
 * @example
 * import { OpenFeature } from '@openfeature/server-sdk';
 * import { compileConfig } from 'zephr-onpage/engine';
 * import { createServerProvider } from 'zephr-onpage/openfeature-server';
 *
 * await OpenFeature.setProviderAndWait(createServerProvider(compileConfig(config)));
 * const columns = await OpenFeature.getClient().getNumberValue('columns', 3, { targetingKey: '42', prod: 'gold' });
 */
export function createServerProvider(
  engine: Pick<CompiledConfig, 'decide'>,
  { userIdClaim = 'sub' }: ServerProviderOptions = {},
): Provider {
  const resolve = <Value>(kind: FlagKind, flag: string, fallback: Value, context: EvaluationContext) =>
    Promise.resolve(toDetails(engine.decide(flag, toInput(context, userIdClaim)), kind, fallback));
  return {
    metadata: { name: 'zephr-onpage' },
    runsOn: 'server',
    resolveBooleanEvaluation: (flag, fallback, context) => resolve('boolean', flag, fallback, context),
    resolveStringEvaluation: (flag, fallback, context) => resolve('string', flag, fallback, context),
    resolveNumberEvaluation: (flag, fallback, context) => resolve('number', flag, fallback, context),
    resolveObjectEvaluation: (flag, fallback, context) => resolve('object', flag, fallback, context),
  };
}

/** Dates are ISO 8601 texts in a token. */
function toInput(context: EvaluationContext, userIdClaim: string): EngineInput {
  const { targetingKey, ...members } = JSON.parse(JSON.stringify(context)) as Record<string, unknown>;
  const { claims, customData, ...others } = members;
  const own = Object.fromEntries(Object.entries(others).filter(([name]) => !INPUT.includes(name as never)));
  const input = Object.fromEntries(INPUT.flatMap((name) => (others[name] === undefined ? [] : [[name, others[name]]])));
  const isKnown = targetingKey !== undefined || claims !== undefined;
  return {
    ...input,
    customData: { ...own, ...(customData as object) },
    ...(isKnown && {
      tokenStatus: 'valid',
      claims: { ...own, ...(targetingKey !== undefined && { [userIdClaim]: targetingKey }), ...(claims as Claims) },
    }),
  };
}
