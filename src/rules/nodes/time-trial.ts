import { checkShape, isNamed, isText } from '../../config/check-shape.js';
import { own } from '../../lib/own.js';
import { parseDate } from '../../lib/parse-date.js';
import { writeDate } from '../../lib/write-date.js';
import { countingMoment } from '../../usage/pending-effects.js';
import { NO, YES, type EvaluationContext } from '../evaluation-context.js';
import type { CompileNode } from '../node-registry.js';
import { createCondition, createOperand, share } from './create-condition.js';
import { createTrackerNaming, isPerSite, isScope } from './site-tracker.js';

const UNIT_MS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** "Time trial": takes `yes` for a duration that begins when the reader first meets the trial. */
export const timeTrial: CompileNode = (node, at, compileContext) => {
  const { _operands: operands, conditions, feature, state } = compileContext;
  checkShape(
    node,
    {
      tracker: isText,
      'duration!': (duration) => Number.isFinite(duration) && (duration as number) > 0,
      'unit!': isNamed(/^(minutes|hours|days)$/),
      scope: isScope,
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
  const trackerOf = createTrackerNaming(node, tracker, compileContext);
  const storedStart = (context: EvaluationContext): number | undefined =>
    own(context.usage.timeTrials, trackerOf(context)) as number | undefined;
  const readStart = (context: EvaluationContext): unknown =>
    writeDate(storedStart(context) ?? countingMoment(context.now, context.usage));
  const durationMs = duration * UNIT_MS[unit]!;
  // By the latest clock that was seen: a clock that is set back does not make a trial longer.
  const remainingMs = (start: unknown, { usage, now }: EvaluationContext): number =>
    durationMs - (countingMoment(now, usage) - parseDate(start));
  const scope = isPerSite(node) ? ' on each site' : '';
  return share(conditions, JSON.stringify(['time-trial', tracker, duration, unit, scope]), () =>
    createCondition(
      share(operands, `time trial ${tracker}${scope}`, () => createOperand(readStart)),
      (start, context) => (remainingMs(start, context) > 0 ? YES : NO),
      () => `the trial of ${duration} ${unit}${scope} lasts`,
      {
        _addExtras: (context, { effects, timeTrials }) => {
          const { usage, now } = context;
          const start = readStart(context);
          const left = remainingMs(start, context);
          timeTrials.push({ tracker, duration, unit, beganAt: parseDate(start), remaining: left > 0 ? left : 0 });
          if (storedStart(context) === undefined)
            effects.timeTrials.push({ tracker: trackerOf(context), at: countingMoment(now, usage) });
        },
      },
    ),
  );
};
