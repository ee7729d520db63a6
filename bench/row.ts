import type { Table } from './table.js';

/** A measure with its goal: a ratio of two measures of the same rounds, or a figure with a unit. */
export interface Row {
  readonly says: string;
  readonly median: number;
  /** Least and greatest of the rounds. */
  readonly range: readonly [least: number, most: number] | null;
  /** Of a figure, such as `ms`; `null` for a ratio. */
  readonly unit: string | null;
  /** `null` where there is none. */
  readonly goal: Goal | null;
  readonly isMissed: boolean;
}

/** The least or greatest value that is good enough. */
export type Goal = readonly ['≤' | '≥', number];

/**
 * Makes a row of the ratios of some rounds.
 *
 * @param goal - A goal is missed where the median misses it and no round in the better half of them reaches it.
 */
export function rowOf(says: string, ratios: readonly number[], goal: Goal | null): Row {
  return figureOf(says, ratios, goal, null);
}

/**
 * Makes a row of the figures of some rounds. They depend on the machine and what else it does, so a check passes over those
 * with a unit.
 *
 * @param unit - Unit of the figures.
 */
export function figureOf(says: string, figures: readonly number[], goal: Goal | null, unit: string | null): Row {
  const sorted = [...figures].sort((one, other) => one - other);
  const at = (part: number): number => sorted[Math.round((sorted.length - 1) * part)]!;
  // The quartile on the better side: a machine with other work on it makes single rounds slow, and few fast.
  const isMissed = goal !== null && (goal[0] === '≤' ? at(0.25) > goal[1] : at(0.75) < goal[1]);
  return {
    says,
    median: at(0.5),
    range: sorted.length > 1 ? [sorted[0]!, sorted.at(-1)!] : null,
    unit,
    goal,
    isMissed,
  };
}

/** Makes a table of goals beside what was found. */
export function toGoalsTable(rows: readonly Row[]): Table {
  return {
    title: 'Goals',
    about: 'In brackets the least and the greatest of the rounds.',
    columns: [{ title: 'found' }, { title: 'goal' }],
    rows: rows.map(({ says, median, range, unit, goal, isMissed }) => ({
      says,
      cells: [
        { value: median, range, unit },
        goal && `${goal[0]} ${goal[1].toLocaleString('en-GB')}${unit ? ` ${unit}` : ''}${isMissed ? ', missed' : ''}`,
      ],
    })),
  };
}

/** Whether a goal of a ratio is missed: a check fails then. */
export function isRatioMissed(rows: readonly Row[]): boolean {
  return rows.some(({ unit, isMissed }) => unit === null && isMissed);
}
