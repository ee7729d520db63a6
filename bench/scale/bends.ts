/** Three amounts, from the least to the largest. */
export type Amounts<Value> = readonly [low: Value, middle: Value, high: Value];

/**
 * How much more one more costs in the upper part than in the lower one, by round: 1 is a straight line.
 *
 * @param amounts - How many there are.
 * @param costs - What each amount costs, one a round.
 */
export function bendsOf([least, middle, most]: Amounts<number>, costs: Amounts<readonly number[]>): number[] {
  const [low, between, high] = costs;
  return low.map(
    (lowest, round) =>
      (high[round]! - between[round]!) / (most - middle) / ((between[round]! - lowest) / (middle - least)),
  );
}
