import { availableParallelism } from 'node:os';
import type { Entry } from './contestants/list-contestants.js';
import type { Opening } from './programs/messages.js';
import { startRunner, type Runner } from './runner.js';
import type { Size } from './workload/make-workload.js';

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds. */
  readonly slice: number;
  /** Milliseconds of CPU time at most, but for code that is generated. */
  readonly warmUp: number;
}

/**
 * Measures how many decisions contestants make in a second of CPU time. All decide by turns, in another order each round,
 * so that what else the machine does falls on all of them.
 *
 * @param one - Only the first feature is asked for.
 * @returns By contestant: a number for each round.
 */
export async function measureDecisions(
  bundles: string,
  entries: readonly Entry[],
  size: Size,
  { rounds, slice, warmUp }: Effort,
  one = size.features === 1,
): Promise<Map<string, number[]>> {
  const openingOf = ({ kind }: Entry): Opening => ({ size, one, warmUp: howWarm(kind, one, warmUp) });
  const runners: (readonly [id: string, runner: Runner])[] = [];
  try {
    const waiting = [...entries];
    const start = async (): Promise<void> => {
      for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
        runners.push([entry.id, await startRunner(bundles, entry.id, openingOf(entry))]);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, start));
    const measured = new Map(entries.map(({ id }) => [id, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      for (const [id, runner] of shuffle(runners)) {
        const { decisions, microseconds } = await runner.measure(slice);
        measured.get(id)!.push((decisions / microseconds) * 1e6);
      }
    }
    return measured;
  } finally {
    await Promise.all(runners.map(([, runner]) => runner.close()));
  }
}

/** Of code that a contestant generates each function warms up on its own: a thousand of them take long. */
function howWarm(kind: Entry['kind'], one: boolean, warmUp: number): Opening['warmUp'] {
  return kind === 'eval' && !one ? { least: warmUp * 1.5, most: warmUp * 6 } : { least: warmUp / 5, most: warmUp };
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => [Math.random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
