import type { Config } from '../model/config.js';
import { findExits } from '../paths/find-exits.js';
import { createWarning, type Found } from './mistake.js';

/** A moment for the search. It depends on none: comparisons with the moment of a decision are only compared with each other. */
const SOME_MOMENT = Date.UTC(2026, 0, 1);

/**
 * Finds exits that no reader can take, as the conditions on every path to them exclude each other. Of several in a row, the
 * first is reported.
 *
 * @param config - It compiles.
 */
export function findContradictions(config: Config): Found[] {
  const { exits } = findExits(config, { now: SOME_MOMENT, findsReaders: false });
  return (
    exits
      .filter(({ isMet, isOpen }) => isMet && !isOpen)
      // An exit that a node has to have, or has to be safe, is no mistake where its condition never takes it.
      .filter(({ type, exit, isIdle }) => !isIdle || !(exit === 'unknown' || (type === 'trial' && exit === 'yes')))
      .map(({ pointer, because }) =>
        createWarning('path-never-taken', pointer, `no reader takes this exit: ${because}.`),
      )
  );
}
