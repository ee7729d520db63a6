import type { NodeConfig, TrialWindow } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { setOwn } from '../../lib/set-own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { checkShape, isNamed, isText, type Kind } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import { readTrial, type Trial, type TrialState } from '../../usage/read-trial.js';
import { toItem } from '../../usage/to-item.js';
import { countingMoment } from '../../usage/pending-effects.js';
import type { CompileNode } from '../node-registry.js';
import { NO, FIRST_OWN_EXIT, YES, type EvaluationContext } from '../evaluation-context.js';
import { connectRemaining } from './connect-exits.js';
import { createOperand, createCondition, readOnce, share } from './create-condition.js';
import { createTrackerNaming, isPerSite, isScope } from './site-tracker.js';

const COUNTS = /^(unique-article|page-view)$/;
const WINDOW = /^(lifetime|calendar-(day|week|month))$/;

const isLimit: Kind = (limit) => Number.isInteger(limit) && (limit as number) >= 0;
const isDays: Kind = (days) => Number.isFinite(days) && (days as number) > 0;

/**
 * "Trials": takes `yes` for a number of articles or page views, and `no` afterwards. An exit under `remaining` is taken in
 * place of `yes` when exactly that many remain after this page view.
 */
export const trial: CompileNode = (node, at, compileContext) => {
  const { _operands: operands, conditions, feature, state } = compileContext;
  checkTrial(node, at);
  // Without a tracker, each user state of a feature has a count of its own, as in Zephr.
  const {
    tracker = `${feature}/${state}`,
    limit = 10,
    counts = 'unique-article',
    window = 'lifetime',
  } = node as unknown as Partial<Trial>;
  const settings: Trial = { tracker, limit, counts, window };
  const trackerOf = createTrackerNaming(node, tracker, compileContext);
  const settingsFor = (context: EvaluationContext): Trial =>
    isPerSite(node) ? { ...settings, tracker: trackerOf(context) } : settings;
  const itemOperand = share(operands, 'the item that trials count', () => createOperand(readItem));
  const itemOf = (context: EvaluationContext): string => readOnce(itemOperand, context) as string;
  const read = (context: EvaluationContext): TrialState =>
    readTrial(settingsFor(context), context.usage, itemOf(context), context.now);
  const key = JSON.stringify(['trial', tracker, limit, counts, window, ...(isPerSite(node) ? ['site'] : [])]);
  const exits = Object.keys(node['remaining'] ?? {});
  return share(conditions, key + exits.join(), () => ({
    ...createCondition(
      share(operands, key, () => createOperand(read)),
      (state) => {
        const { inTrial, remaining } = state as TrialState;
        const exit = exits.findIndex((name) => Number(name) === remaining);
        return !inTrial ? NO : exit < 0 ? YES : FIRST_OWN_EXIT + exit;
      },
      () =>
        `the trial of ${limit} ${counts.replace('-', ' ')}s${inWords(window)}${isPerSite(node) ? ' on each site' : ''} lasts`,
      {
        exits,
        connect: connectRemaining,
        _addExtras: (context, extras) => {
          const { usage, now } = context;
          const { remaining, resetsAt, spends } = read(context);
          setOwn(extras.trials, tracker, { limit, remaining, resetsAt });
          if (!spends) return;
          const trial = settingsFor(context);
          extras.effects.spends.push({
            tracker: trial.tracker,
            item: itemOf(context),
            at: countingMoment(now, usage),
            trial,
            view: usage.view,
            now,
          });
        },
      },
    ),
    // The decision's `trials` say what remains.
    isFact: true,
  }));
};

/** Reads the item that is counted: the name that the page gives, else the path of its address. */
function readItem({ usage: { item }, facts: { url } }: EvaluationContext): string {
  return item ?? (url === undefined ? '' : toItem(toCanonicalPath(url)));
}

function checkTrial(node: NodeConfig, at: string): void {
  const { window } = node;
  checkShape(
    node,
    { tracker: isText, limit: isLimit, counts: isNamed(COUNTS), scope: isScope, remaining: isRecord },
    at,
  );
  if (isRecord(window)) checkShape(window, { 'days!': isDays }, `${at}/window`);
  else if (window !== undefined) checkShape(window, isNamed(WINDOW), `${at}/window`);
  for (const name of Object.keys(node['remaining'] ?? {})) {
    if (!/^\d+$/.test(name)) fail('exit-unknown', `${at}/remaining${toPointer(name)}`);
  }
}

function inWords(window: TrialWindow): string {
  if (typeof window === 'object') return ` in ${window.days} days`;
  return window === 'lifetime' ? '' : ` in a ${window.replace('-', ' ')}`;
}
