import { FlagdCore } from '@openfeature/flagd-core';
import type { Workload } from '../workload/make-workload.js';
import type { Decider } from './contestant.js';
import type { FlatReader } from './flatten.js';
import { toJsonLogic } from './to-json-logic.js';

/** A flag configuration of flagd. https://flagd.dev/reference/flag-definitions/ */
export interface Flags {
  readonly flags: Readonly<Record<string, unknown>>;
}

/** A flag a feature: its variants are the outcomes, its targeting is JsonLogic. */
export function toFlags(workload: Workload): Flags {
  const outcomes = Object.fromEntries(['show', ...Object.keys(workload.config.outcomes!)].map((id) => [id, id]));
  const flags = Object.entries(toJsonLogic(workload)).map(([feature, targeting]) => [
    feature,
    { state: 'ENABLED', variants: outcomes, defaultVariant: 'show', targeting },
  ]);
  return { flags: Object.fromEntries(flags) };
}

/**
 * Opens the flags; it wants them as text.
 *
 * @param disableDynamicCodeGeneration - Interpret the targeting, as a strict content security policy demands.
 */
export function openFlags(text: string, disableDynamicCodeGeneration: boolean): Decider<FlatReader> {
  const core = new FlagdCore(undefined, undefined, { disableDynamicCodeGeneration });
  core.setConfigurations(text);
  return { decide: (feature, reader) => core.resolveStringEvaluation(feature, '', reader as never).value };
}
