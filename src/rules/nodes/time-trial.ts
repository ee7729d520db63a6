import { checkShape, isNamed, isText } from '../../config/check-shape.js';
import { own } from '../../lib/own.js';
import { parseDate } from '../../lib/parse-date.js';
import { writeDate } from '../../lib/write-date.js';
import type { CompileNode } from '../palette.js';
import { NO, YES, type Pass } from '../pass.js';
import { aDatum, aQuestion, share } from './make-question.js';

const UNITS: Readonly<Record<string, number>> = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/** "Time trial": so long from when the reader first met it; that moment is what its tracker holds. */
export const timeTrial: CompileNode = (node, at, { data, questions, feature, state }) => {
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
  const beganAt = ({ usage, now }: Pass): unknown =>
    writeDate((own(usage.timeTrials, tracker) as number | undefined) ?? now);
  return share(questions, JSON.stringify(['time-trial', tracker, duration, unit]), () =>
    aQuestion(
      share(data, `time trial ${tracker}`, () => aDatum(beganAt)),
      (began, { now }) => (now - parseDate(began) < duration * UNITS[unit]! ? YES : NO),
      () => `the trial of ${duration} ${unit} lasts`,
      {},
    ),
  );
};
