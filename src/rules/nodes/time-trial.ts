import { checkShape, isNamed, isText } from '../../config/check-shape.js';
import { own } from '../../lib/own.js';
import { parseDate } from '../../lib/parse-date.js';
import { writeDate } from '../../lib/write-date.js';
import { momentOf, noteSpend, TIME } from '../../usage/spends.js';
import { noteTimeTrial } from '../../usage/time-trials.js';
import type { Usage } from '../../usage/usage.js';
import type { CompileNode } from '../node-registry.js';
import { NO, YES, type EvaluationContext } from '../evaluation-context.js';
import { createOperand, createCondition, share } from './create-condition.js';

const UNITS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** "Time trial": so long from when the reader first met it; that moment is what its tracker holds. */
export const timeTrial: CompileNode = (node, at, { operands, conditions, feature, state }) => {
  checkShape(
    node,
    {
      tracker: isText,
      'duration!': (duration) => Number.isFinite(duration) && (duration as number) > 0,
      'unit!': isNamed(/^(minutes|hours|days)$/),
    },
    at,
  );
  const {
    tracker = `${feature}/${state}`,
    duration,
    unit,
  } = node as unknown as {
    readonly tracker?: string;
    readonly duration: number;
    readonly unit: string;
  };
  const begun = ({ timeTrials }: Usage): number | undefined => own(timeTrials, tracker) as number | undefined;
  const beganAt = ({ usage, now }: EvaluationContext): unknown => writeDate(begun(usage) ?? momentOf(now, usage));
  const length = duration * UNITS[unit]!;
  // By the latest clock that was seen: one that is set back makes no trial longer.
  const remaining = (began: unknown, { usage, now }: EvaluationContext): number =>
    length - (momentOf(now, usage) - parseDate(began));
  return share(conditions, JSON.stringify(['time-trial', tracker, duration, unit]), () =>
    createCondition(
      share(operands, `time trial ${tracker}`, () => createOperand(beganAt)),
      (began, context) => (remaining(began, context) > 0 ? YES : NO),
      () => `the trial of ${duration} ${unit} lasts`,
      {
        addExtras: (context, extras) => {
          const { usage, now } = context;
          const began = beganAt(context);
          const left = remaining(began, context);
          noteTimeTrial(extras, {
            ...{ tracker, duration, unit },
            beganAt: parseDate(began),
            remaining: left > 0 ? left : 0,
          });
          if (begun(usage) !== undefined) return;
          const spend = { tracker: TIME + tracker, item: '', at: momentOf(now, usage), view: usage.view };
          noteSpend(extras, spend, (counted) => begun(counted) === undefined);
        },
      },
    ),
  );
};
