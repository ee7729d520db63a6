import { groupBy } from './group-by.js';
import type { Lane, Picture, Shape } from './picture.js';

/** How many conditions of a lane are described: a screen reader reads the description aloud. */
const MAX_DESCRIBED_SHAPES = 200;

/** Describes a picture in words, lane by lane: each condition, and where each of its exits leads. */
export function describePicture({ reader, protection, lanes }: Picture): string {
  const notes = [protection, reader].filter((note) => typeof note === 'string');
  return [...notes, ...lanes.map(describeLane)].join('\n');
}

/** Describes a shape in one line. */
export function describeShape({ kind, heading, text, details }: Shape): string {
  return kind === 'start' ? 'Start' : [heading, text, ...details].filter(Boolean).join(' · ');
}

function describeLane({ title, notes, arrows }: Lane): string {
  const leaving = [...groupBy(arrows, ({ from }) => from)];
  const described = leaving.slice(0, MAX_DESCRIBED_SHAPES).map(([shape, ways]) => {
    const ends = ways.map(({ label, to }) => `${label === '' ? '' : `${label}: `}${describeShape(to)}`);
    return `${describeShape(shape)} → ${ends.join('; ')}.`;
  });
  const rest =
    leaving.length > MAX_DESCRIBED_SHAPES ? [`And ${leaving.length - MAX_DESCRIBED_SHAPES} questions more.`] : [];
  return [`${title}.`, ...notes, ...described, ...rest].join(' ');
}
