import type { ErrorCode, FlagMetadata, ResolutionDetails } from '@openfeature/server-sdk';
import type { Decision } from '../model/decision.js';

/** The types of flags, each with the test of its values. */
const KINDS = {
  boolean: (value: unknown): boolean => typeof value === 'boolean',
  string: (value: unknown): boolean => typeof value === 'string',
  number: (value: unknown): boolean => typeof value === 'number',
  object: (value: unknown): boolean => typeof value === 'object' && value !== null,
} as const;

/** A type of flags. */
export type FlagKind = keyof typeof KINDS;

/**
 * Gives the details of a flag by the decision for the feature of its name. A switch without a value is the reader's access; any
 * other flag without a value has the default.
 *
 * @param fallback - The default of the one who asks.
 * @see https://openfeature.dev/specification/types#resolution-details
 */
export function toDetails<Value>(
  decision: Decision | undefined,
  kind: FlagKind,
  fallback: Value,
): ResolutionDetails<Value> {
  if (!decision || decision.reason === 'unknown-feature')
    return fail(fallback, 'FLAG_NOT_FOUND', 'The config has no feature of this name.');
  const { feature, access, outcomeId: variant, trace, reason } = decision;
  if (reason === 'fault') return fail(fallback, 'GENERAL', `The feature ${feature} could not be decided.`);
  const value = decision.value === undefined && kind === 'boolean' ? access : decision.value;
  const found = { variant, flagMetadata: toMetadata(decision) };
  if (value === undefined) return { ...found, value: fallback, reason: 'DEFAULT' };
  if (!KINDS[kind](value))
    return fail(fallback, 'TYPE_MISMATCH', `The value of the outcome ${variant} is not of the type ${kind}.`);
  const isSplit = trace.some(({ type }) => type === 'split-test');
  return { ...found, value: value as Value, reason: isSplit ? 'SPLIT' : trace.length ? 'TARGETING_MATCH' : 'STATIC' };
}

function fail<Value>(value: Value, code: `${ErrorCode}`, errorMessage: string): ResolutionDetails<Value> {
  return { value, reason: 'ERROR', errorCode: code as ErrorCode, errorMessage };
}

/** The rest of a decision. Metadata holds texts, numbers and switches alone. */
function toMetadata({ userState, outcomeLabel, access, trace, splitTests, trials }: Decision): FlagMetadata {
  return {
    ...{ userState, outcomeLabel, access },
    trace: trace.map(({ says }) => says).join('; '),
    ...Object.fromEntries(Object.entries(splitTests).map(([test, group]) => [`splitTest.${test}`, group])),
    ...Object.fromEntries(Object.entries(trials).map(([id, { remaining }]) => [`trial.${id}.remaining`, remaining])),
  };
}
