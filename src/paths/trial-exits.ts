import type { NodeConfig } from '../model/config.js';
import { MAX_READ_VIEWS } from '../schema/limits.js';
import { FIRST_OWN_EXIT, NO, YES, type ExitIndex } from '../rules/evaluation-context.js';

/** The settings of a trial that its exits depend on. */
interface TrialSettings {
  readonly limit: number;
  /** Numbers of articles that have an exit of their own, by index of the exit. */
  readonly named: readonly number[];
  /** The most articles that can remain while the trial lasts. */
  readonly most: number;
}

/** Finds the exits that a trial can take at all, whatever was read. */
export function findTrialExits(node: NodeConfig): ReadonlySet<ExitIndex> {
  const { named, most } = readSettings(node);
  const exits = new Set<ExitIndex>([NO]);
  named.forEach((remaining, index) => {
    // Of two exits for one number, the first is taken.
    if (remaining <= most && named.indexOf(remaining) === index) exits.add(FIRST_OWN_EXIT + index);
  });
  if (new Set(named.filter((remaining) => remaining <= most)).size <= most) exits.add(YES);
  return exits;
}

/** Lists numbers of articles after which a trial takes each of its exits. */
export function listTrialSeeds(node: NodeConfig): number[] {
  const { limit, named } = readSettings(node);
  const counts = [0, limit, ...named.map((remaining) => limit - 1 - remaining), limit - 1, limit + 1, 1, 2];
  return counts.filter((count) => count >= 0 && count <= MAX_READ_VIEWS);
}

function readSettings(node: NodeConfig): TrialSettings {
  const {
    limit = 10,
    counts,
    remaining = {},
  } = node as {
    readonly limit?: number;
    readonly counts?: string;
    readonly remaining?: object;
  };
  // This page view is counted. Only a page that stays open into the next window is in the trial and leaves all of it.
  const most = counts === 'page-view' ? limit : Math.max(limit - 1, 0);
  return { limit, named: Object.keys(remaining).map(Number), most };
}
