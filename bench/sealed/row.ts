/** A ratio of two measures of the same rounds, and its goal. */
export interface Row {
  readonly says: string;
  readonly median: number;
  /** Least and greatest of the rounds. */
  readonly range: readonly [least: number, most: number] | null;
  readonly goal: readonly ['≤' | '≥', number];
  readonly isMissed: boolean;
}

/**
 * Makes a row of the ratios of some rounds.
 *
 * @param goal - A goal is missed where the median misses it and no round in the better half of them reaches it.
 */
export function rowOf(says: string, ratios: readonly number[], goal: Row['goal']): Row {
  const sorted = [...ratios].sort((one, other) => one - other);
  const at = (part: number): number => sorted[Math.round((sorted.length - 1) * part)]!;
  const [sign, limit] = goal;
  const median = at(0.5);
  // The quartile on the better side: a machine with other work on it makes single rounds slow, and few fast.
  const isMissed = sign === '≤' ? at(0.25) > limit : at(0.75) < limit;
  return { says, median, range: sorted.length > 1 ? [sorted[0]!, sorted.at(-1)!] : null, goal, isMissed };
}

/** Writes rows as a table in Markdown. */
export function writeTable(rows: readonly Row[]): string {
  const lines = rows.map(({ says, median, range, goal, isMissed }) => {
    const ratio = range ? `${median.toFixed(2)} (${range[0].toFixed(2)}–${range[1].toFixed(2)})` : median.toFixed(2);
    return `| ${says} | ${ratio} | ${goal.join(' ')}${isMissed ? ', missed' : ''} |`;
  });
  return ['| measure | ratio | goal |', '| --- | ---: | --- |', ...lines, ''].join('\n');
}
