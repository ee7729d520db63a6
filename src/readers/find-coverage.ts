import type { Config } from '../model/config.js';
import type { ReadersFile, TestReader } from '../model/readers-types.js';
import { findExits } from '../paths/find-exits.js';
import { findTakenExits } from '../paths/find-taken-exits.js';

/** An exit that no test reader takes. */
export interface UntakenExit {
  /** JSON pointer of its step in the config. */
  readonly pointer: string;
  /** The condition and the exit in words. */
  readonly says: string;
  /** Features whose rules have the exit. */
  readonly features: readonly string[];
  /** A reader that takes it; `null` where none was found. */
  readonly reader: TestReader | null;
  /** It is proven that no reader takes it. */
  readonly isNever: boolean;
  /** The conditions that exclude each other, in words, where they are at this exit. */
  readonly because: string | null;
}

/** The exits of a config, and those that no test reader takes. */
export interface Coverage {
  readonly exits: number;
  readonly untaken: readonly UntakenExit[];
}

/**
 * Finds the exits of a config that no test reader takes, and for each a reader that does, or that no reader can.
 *
 * @param config - It compiles.
 * @param now - The moment for readers without one of their own, in ms since 1970.
 */
export function findCoverage(config: Config, { readers }: ReadersFile, now: number): Coverage {
  const covered = findTakenExits(config, Object.values(readers), now);
  const { exits } = findExits(config, { now, findsReaders: true, covered });
  const untaken = exits
    .filter(({ isCovered }) => !isCovered)
    .map(({ pointer, exit, says, features, taken, isOpen, because }): UntakenExit => {
      const isNever = !taken && !isOpen;
      const reader = taken?.reader ?? null;
      return {
        pointer,
        says: `${says}: ${exit}`,
        features: [...features],
        reader,
        isNever,
        because: isNever ? because : null,
      };
    });
  return { exits: exits.length, untaken };
}
