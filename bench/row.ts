/** A measure with its goal: a ratio of two measures of the same rounds, or a figure with a unit. */
export interface Row {
  readonly says: string;
  readonly median: number;
  /** Least and greatest of the rounds. */
  readonly range: readonly [least: number, most: number] | null;
  /** Of a figure, such as `ms`; `null` for a ratio. */
  readonly unit: string | null;
  readonly goal: Goal;
  readonly isMissed: boolean;
}

/** The least or greatest value that is good enough. */
export type Goal = readonly ['≤' | '≥', number];

/**
 * Makes a row of the ratios of some rounds.
 *
 * @param goal - A goal is missed where the median misses it and no round in the better half of them reaches it.
 */
export function rowOf(says: string, ratios: readonly number[], goal: Goal): Row {
  return figureOf(says, ratios, goal, null);
}

/**
 * Makes a row of the figures of some rounds. They depend on the machine and what else it does, so a check passes over them.
 *
 * @param unit - Unit of the figures.
 */
export function figureOf(says: string, figures: readonly number[], goal: Goal, unit: string | null): Row {
  const sorted = [...figures].sort((one, other) => one - other);
  const at = (part: number): number => sorted[Math.round((sorted.length - 1) * part)]!;
  const [sign, limit] = goal;
  // The quartile on the better side: a machine with other work on it makes single rounds slow, and few fast.
  const isMissed = sign === '≤' ? at(0.25) > limit : at(0.75) < limit;
  return {
    says,
    median: at(0.5),
    range: sorted.length > 1 ? [sorted[0]!, sorted.at(-1)!] : null,
    unit,
    goal,
    isMissed,
  };
}

/** Writes rows as a table in Markdown. */
export function writeTable(rows: readonly Row[]): string {
  const lines = rows.map(({ says, median, range, unit, goal, isMissed }) => {
    const write = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));
    const found = range ? `${write(median)} (${range.map(write).join('–')})` : write(median);
    const units = unit === null ? '' : ` ${unit}`;
    return `| ${says} | ${found}${units} | ${goal.join(' ')}${units}${isMissed ? ', missed' : ''} |`;
  });
  return ['| measure | found | goal |', '| --- | ---: | --- |', ...lines, ''].join('\n');
}

/** Whether a goal of a ratio is missed: a check fails then. */
export function isRatioMissed(rows: readonly Row[]): boolean {
  return rows.some(({ unit, isMissed }) => unit === null && isMissed);
}

/** Prints goals beside what was found. With `--check` the process ends with 1 where a ratio misses its goal. */
export function reportGoals(rows: readonly Row[]): void {
  console.log(`\n#### Goals (medians, least and greatest of the rounds in brackets)\n\n${writeTable(rows)}`);
  if (process.argv.includes('--check') && isRatioMissed(rows)) process.exitCode = 1;
}
