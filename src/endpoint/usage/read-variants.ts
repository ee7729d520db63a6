import type { Config, NodeConfig, TrialWindow, UserState } from '../../model/config.js';
import { isAmount } from '../../config/check-shape.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { findWindow } from '../../usage/find-window.js';
import type { Variant } from '../store.js';

/** Gives the variants of a tracker as they stand at a moment, in milliseconds since 1970; none for one that no rule names. */
export type VariantsOf = (tracker: string, now: number) => readonly Variant[];

/** A trial as a rule has it, its moment aside. */
interface Trial {
  readonly limit: number;
  readonly unique: boolean;
  readonly window: TrialWindow;
}

const STATES: readonly UserState[] = ['anonymous', 'registered', 'customer'];
const DAY = 86_400_000;

/** Trackers of time trials stand apart from those of trials. */
const TIME = 'time:';
const BEGINNING: Variant = { limit: 1, from: -Infinity, until: null, unique: false, begins: true };

/**
 * Finds out what each tracker of a config counts: every trial and time trial that any rule could meet, by the tracker that
 * it has there.
 *
 * @param config - Checked.
 * @param timeZone - Whose calendar counts, as `findWindow` takes it.
 */
export function readVariants(config: Config, timeZone = 'UTC'): VariantsOf {
  const trackers = new Map<string, Map<string, Trial>>();
  const addTrial = (tracker: string, trial: Trial): void => {
    const known = trackers.get(tracker) ?? new Map<string, Trial>();
    trackers.set(tracker, known.set(JSON.stringify(trial), trial));
  };
  const times = new Set<string>();

  for (const [feature, { rules = {} }] of Object.entries(config.features)) {
    for (const state of STATES) {
      // As the engine chooses: registered readers without a rule of their own go the way of anonymous ones, as registered.
      const rule = own(rules, state) ?? (state === 'registered' ? own(rules, 'anonymous') : undefined);
      for (const node of listNodes(rule, config)) {
        const tracker = String(node['tracker'] ?? `${feature}/${state}`);
        if (node.type === 'time-trial') times.add(TIME + tracker);
        const trial = node.type === 'trial' && toTrial(node);
        if (trial) addTrial(tracker, trial);
      }
    }
  }

  return (tracker, now) => {
    const variants = [...(trackers.get(tracker)?.values() ?? [])].map(({ limit, unique, window }): Variant => {
      const { from, to } = findWindow(window, now, timeZone);
      return { limit, unique, from, until: typeof window === 'object' ? now + window.days * DAY : to };
    });
    return times.has(tracker) ? [...variants, BEGINNING] : variants;
  };
}

/** Lists the nodes of a rule and of the sub rules in it, each once. By a list, as rules may be deeper than any stack. */
function listNodes(rule: unknown, { subRules }: Config): readonly NodeConfig[] {
  const seen = new Set<unknown>();
  const open = [rule];
  while (open.length) {
    const step = open.pop();
    // A text names a node, which is found among all of them, or an outcome.
    if (!isRecord(step) || seen.has(step)) continue;
    seen.add(step);
    const [start, nodes, type] = ['start', 'nodes', 'type'].map((name) => own(step, name));
    if (type === undefined) {
      // An outcome has neither.
      open.push(start, ...valuesOf(nodes));
      continue;
    }
    open.push(step['yes'], step['no'], step['unknown'], ...valuesOf(step['exits']), ...valuesOf(step['remaining']));
    if (type === 'sub-rule') open.push(own(subRules, step['rule']));
  }
  return [...seen].filter((step): step is NodeConfig => own(step, 'type') !== undefined);
}

function valuesOf(map: unknown): readonly unknown[] {
  return isRecord(map) ? Object.values(map) : [];
}

/** A feature that needs a newer version is a fault, and what stands behind the node in question was not checked. */
function toTrial(node: NodeConfig): Trial | null {
  const { limit = 10, counts = 'unique-article', window = 'lifetime' } = node;
  const isWindow = isRecord(window) ? isAmount(window['days']) : typeof window === 'string';
  return isAmount(limit) && isWindow
    ? { limit, unique: counts === 'unique-article', window: window as TrialWindow }
    : null;
}
