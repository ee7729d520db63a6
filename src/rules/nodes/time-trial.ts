import { checkShape, isNamed, isText } from '../../config/check-shape.js';
import { own } from '../../lib/own.js';
import { parseDate } from '../../lib/parse-date.js';
import { writeDate } from '../../lib/write-date.js';
import { momentOf, noteSpend, TIME } from '../../usage/spends.js';
import { noteTimeTrial } from '../../usage/time-trials.js';
import type { Usage } from '../../usage/usage.js';
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
  const begun = ({ timeTrials }: Usage): number | undefined => own(timeTrials, tracker) as number | undefined;
  const beganAt = ({ usage, now }: Pass): unknown => writeDate(begun(usage) ?? momentOf(now, usage));
  const length = duration * UNITS[unit]!;
  // By the latest clock that was seen: one that is set back makes no trial longer.
  const remaining = (began: unknown, { usage, now }: Pass): number =>
    length - (momentOf(now, usage) - parseDate(began));
  return share(questions, JSON.stringify(['time-trial', tracker, duration, unit]), () =>
    aQuestion(
      share(data, `time trial ${tracker}`, () => aDatum(beganAt)),
      (began, pass) => (remaining(began, pass) > 0 ? YES : NO),
      () => `the trial of ${duration} ${unit} lasts`,
      {
        tells: (pass, told) => {
          const { usage, now } = pass;
          const began = beganAt(pass);
          const left = remaining(began, pass);
          noteTimeTrial(told, {
            ...{ tracker, duration, unit },
            beganAt: parseDate(began),
            remaining: left > 0 ? left : 0,
          });
          if (begun(usage) !== undefined) return;
          const spend = { tracker: TIME + tracker, item: '', at: momentOf(now, usage), view: usage.view };
          noteSpend(told, spend, (counted) => begun(counted) === undefined);
        },
      },
    ),
  );
};
