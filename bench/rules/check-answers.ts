import type { Decider } from './contestants/contestant.js';
import { expectOutcome, type Workload } from './workload/make-workload.js';

/** Of a large workload only so many answers are checked, for some contestants take a millisecond each. */
const MOST = 3000;

/**
 * Checks that a contestant decides what the rules say: every feature, and as many readers as there is time for, the first
 * and the last among them.
 *
 * @param inputs - The readers of the workload, as the contestant wants them.
 * @throws {Error} At the first wrong answer.
 */
export async function checkAnswers(
  { rules, readers }: Workload,
  { decide, decideAll }: Decider<unknown>,
  inputs: readonly unknown[],
): Promise<void> {
  const step = Math.max(1, Math.floor((rules.length * readers.length) / MOST));
  for (let turn = 0; turn < readers.length; turn += step) {
    const all = decideAll?.(inputs[turn]);
    for (const [index, rule] of rules.entries()) {
      const expected = expectOutcome(rule, readers[turn]!);
      for (const found of [await decide(rule.feature, inputs[turn]), all?.[index] ?? expected]) {
        if (found === expected) continue;
        throw new Error(`${rule.feature}, reader ${turn}: decided "${found}", the rules say "${expected}".`);
      }
    }
  }
}
