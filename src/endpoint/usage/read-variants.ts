import type { Config, NodeConfig, TrialWindow } from '../../model/config.js';
import { USER_STATES } from '../../model/user-states.js';
import { isAmount } from '../../config/check-shape.js';
import { findNodes } from '../../config/find-nodes.js';
import { findRule } from '../../config/find-rule.js';
import { DAY_MS } from '../../lib/day.js';
import { isRecord } from '../../lib/is-record.js';
import { findWindow } from '../../usage/find-window.js';
import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { Variant } from '../store.js';

/** Gives the variants of a tracker at a moment, in milliseconds since 1970; none for a tracker that no rule names. */
export type VariantsOf = (tracker: string, now: number) => readonly Variant[];

/** A trial in a rule, without a moment. */
export interface TrialRule {
  readonly limit: number;
  readonly unique: boolean;
  readonly window: TrialWindow;
}

/** The beginning of a time trial: one, and the earliest holds. */
export const BEGINNING: Variant = { limit: 1, from: -Infinity, until: null, unique: false, begins: true };

/**
 * Collects the trials and time trials that any rule of a config can reach, by tracker.
 *
 * @param config - A checked config.
 * @param timeZone - IANA name of the time zone of calendar windows. Default: `UTC`.
 */
export function readVariants(config: Config, timeZone = 'UTC'): VariantsOf {
  const trackers = new Map<string, Map<string, TrialRule>>();
  const addTrial = (tracker: string, trial: TrialRule): void => {
    const known = trackers.get(tracker) ?? new Map<string, TrialRule>();
    trackers.set(tracker, known.set(JSON.stringify(trial), trial));
  };
  const times = new Set<string>();

  for (const [feature, definition] of Object.entries(config.features)) {
    for (const state of USER_STATES) {
      const rule = findRule(definition, state)?.rule;
      for (const node of findNodes([rule], config.subRules ?? {})) {
        const tracker = String(node['tracker'] ?? `${feature}/${state}`);
        if (node.type === 'time-trial') times.add(TIME_TRIAL_PREFIX + tracker);
        const trial = node.type === 'trial' && toTrial(node);
        if (trial) addTrial(tracker, trial);
      }
    }
  }

  return (tracker, now) => {
    const variants = [...(trackers.get(tracker)?.values() ?? [])].map((trial) => toVariant(trial, now, timeZone));
    return times.has(tracker) ? [...variants, BEGINNING] : variants;
  };
}

/**
 * Places a trial at a moment.
 *
 * @param now - Milliseconds since 1970.
 * @param timeZone - IANA name of the time zone of calendar windows. Default: `UTC`.
 */
export function toVariant({ limit, unique, window }: TrialRule, now: number, timeZone = 'UTC'): Variant {
  const { from, to } = findWindow(window, now, timeZone);
  return { limit, unique, from, until: typeof window === 'object' ? now + window.days * DAY_MS : to };
}

/** Reads the trial of a node. Nodes behind one of a newer version were not checked, so its fields may be of any type. */
function toTrial(node: NodeConfig): TrialRule | null {
  const { limit = 10, counts = 'unique-article', window = 'lifetime' } = node;
  const isWindow = isRecord(window) ? isAmount(window['days']) : typeof window === 'string';
  return isAmount(limit) && isWindow
    ? { limit, unique: counts === 'unique-article', window: window as TrialWindow }
    : null;
}
