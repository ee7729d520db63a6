import { groupBy } from './group-by.js';
import type { Lane, Picture, Shape } from './picture.js';

/** Questions told at most: a description is listened to. */
const MOST = 200;

/** Tells a picture in words, lane by lane: each question, and what each of its exits leads to. */
export function describePicture({ reader, lanes }: Picture): string {
  return [...(reader === null ? [] : [reader]), ...lanes.map(describeLane)].join('\n');
}

/** All words of a shape in one line. */
export function describeShape({ kind, heading, text, details }: Shape): string {
  return kind === 'start' ? 'Start' : [heading, text, ...details].filter(Boolean).join(' · ');
}

function describeLane({ title, notes, arrows }: Lane): string {
  const leaving = [...groupBy(arrows, ({ from }) => from)];
  const told = leaving.slice(0, MOST).map(([shape, ways]) => {
    const ends = ways.map(({ label, to }) => `${label === '' ? '' : `${label}: `}${describeShape(to)}`);
    return `${describeShape(shape)} → ${ends.join('; ')}.`;
  });
  const rest = leaving.length > MOST ? [`And ${leaving.length - MOST} questions more.`] : [];
  return [`${title}.`, ...notes, ...told, ...rest].join(' ');
}
