import { checkShape, isNamed, isText } from '../../config/check-shape.js';
import { own } from '../../lib/own.js';
import { parseDate } from '../../lib/parse-date.js';
import { writeDate } from '../../lib/write-date.js';
import { countingMoment } from '../../usage/pending-effects.js';
import type { Usage } from '../../usage/usage.js';
import { NO, YES, type EvaluationContext } from '../evaluation-context.js';
import type { CompileNode } from '../node-registry.js';
import { createCondition, createOperand, share } from './create-condition.js';

const UNIT_MS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** "Time trial": takes `yes` for a duration that begins when the reader first meets the trial. */
export const timeTrial: CompileNode = (node, at, { _operands: operands, conditions, feature, state }) => {
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
  const storedStart = ({ timeTrials }: Usage): number | undefined => own(timeTrials, tracker) as number | undefined;
  const readStart = ({ usage, now }: EvaluationContext): unknown =>
    writeDate(storedStart(usage) ?? countingMoment(now, usage));
  const durationMs = duration * UNIT_MS[unit]!;
  // By the latest clock that was seen: a clock that is set back does not make a trial longer.
  const remainingMs = (start: unknown, { usage, now }: EvaluationContext): number =>
    durationMs - (countingMoment(now, usage) - parseDate(start));
  return share(conditions, JSON.stringify(['time-trial', tracker, duration, unit]), () =>
    createCondition(
      share(operands, `time trial ${tracker}`, () => createOperand(readStart)),
      (start, context) => (remainingMs(start, context) > 0 ? YES : NO),
      () => `the trial of ${duration} ${unit} lasts`,
      {
        _addExtras: (context, { effects, timeTrials }) => {
          const { usage, now } = context;
          const start = readStart(context);
          const left = remainingMs(start, context);
          timeTrials.push({ tracker, duration, unit, beganAt: parseDate(start), remaining: left > 0 ? left : 0 });
          if (storedStart(usage) === undefined) effects.timeTrials.push({ tracker, at: countingMoment(now, usage) });
        },
      },
    ),
  );
};
