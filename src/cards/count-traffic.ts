import type { RulePlace, RuleView } from './card.js';

/** How many decisions took an exit of a node. */
export interface ExitCount {
  readonly feature: string;
  readonly userState: string;
  /** Id of the node; JSON pointer of one that is written in place. */
  readonly node: string;
  readonly exit: string;
  readonly decisions: number;
}

/** The traffic of an exit. */
export interface RowTraffic {
  readonly decisions: number;
  /** Decisions that came to the node. */
  readonly all: number;
}

/**
 * Counts the traffic of a rule by its exits.
 *
 * @param feature - The feature that a sub rule was opened from; `null` adds up all features that enter it.
 * @returns By the JSON pointer of the row. Rows of nodes that no decision came to are missing, and so are default rows that none took.
 */
export function countTraffic(
  { cards }: RuleView,
  place: RulePlace,
  feature: string | null,
  counts: readonly ExitCount[],
): ReadonlyMap<string, RowTraffic> {
  const decisionsOf = new Map<string, Map<string, number>>();
  for (const count of counts) {
    if (feature !== null && count.feature !== feature) continue;
    if ('state' in place && count.userState !== place.state) continue;
    const exits = decisionsOf.get(count.node) ?? new Map<string, number>();
    decisionsOf.set(count.node, exits);
    exits.set(count.exit, (exits.get(count.exit) ?? 0) + count.decisions);
  }
  return new Map(
    cards.flatMap(({ id, pointer, rows }) => {
      const exits = decisionsOf.get(id ?? pointer);
      if (!exits) return [];
      const all = [...exits.values()].reduce((total, decisions) => total + decisions, 0);
      return rows.flatMap(({ name, pointer: row, isDefault }) => {
        const decisions = exits.get(name) ?? 0;
        return isDefault && decisions === 0 ? [] : [[row, { decisions, all }] as const];
      });
    }),
  );
}
