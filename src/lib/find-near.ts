/**
 * Finds the name that was most likely meant: few letters lie between the two, or only their case.
 *
 * @param name - The name as it was written.
 * @param names - The names that could have been meant.
 * @returns The nearest name; `undefined` where every name is too different.
 */
export function findNear(name: string, names: readonly string[]): string | undefined {
  let near: string | undefined;
  // One letter in three may differ, and never more than three: else it is another word.
  let least = Math.min(Math.floor(name.length / 3), 3) + 1;
  for (const candidate of names) {
    const distance = countEdits(name, candidate);
    if (distance < least) [near, least] = [candidate, distance];
  }
  return near;
}

/** Letters to put in, leave out, change or swap with the next so that one text becomes the other, whatever their case. */
function countEdits(from: string, to: string): number {
  const target = to.toLowerCase();
  let rows: readonly [number[], number[]] = [[], Array.from({ length: target.length + 1 }, (_, i) => i)];
  let before = '';
  for (const letter of from.toLowerCase()) {
    const [farAbove, above] = rows;
    const row = [above[0]! + 1];
    for (let i = 0; i < target.length; i++) {
      const isSwapped = letter === target[i - 1] && before === target[i];
      row.push(
        Math.min(
          above[i]! + Number(letter !== target[i]),
          above[i + 1]! + 1,
          row[i]! + 1,
          isSwapped ? farAbove[i - 1]! + 1 : Infinity,
        ),
      );
    }
    rows = [above, row];
    before = letter;
  }
  return rows[1][target.length]!;
}
