import type { Arrow, Lane, Shape } from './picture.js';
import { rankShapes } from './rank-shapes.js';
import { createReference } from './to-shape.js';

/** Greatest length of arrows, in rows. */
export interface Reach {
  /** Between the first and the last node whose arrows end in one outcome; above that the outcome is drawn again. */
  readonly outcome: number;
  /** Of an arrow to a node; a longer one ends in a reference. */
  readonly question: number;
}

/**
 * Removes the longest arrows of a lane. An outcome that distant nodes lead to is drawn near each of them; a node is drawn
 * once, and distant arrows to it end in a reference. Long arrows are hard to follow, and laying them out takes time that is
 * quadratic in their length.
 */
export function untangleLane(lane: Lane, reach: Reach): Pick<Lane, 'shapes' | 'arrows'> {
  const ranks = rankShapes(lane);
  const rankOf = (shape: Shape): number => ranks.get(shape)!;
  const copies: Shape[] = [];
  // The copy of an outcome that the last arrow led to, and the row of the first arrow that did.
  const nearest = new Map<Shape, { readonly copy: Shape; readonly from: number }>();

  const copyNear = (arrow: Arrow): Arrow => {
    const from = rankOf(arrow.from);
    let near = nearest.get(arrow.to);
    if (!near || from - near.from > reach.outcome) {
      near = { copy: { ...arrow.to, taken: false }, from };
      nearest.set(arrow.to, near);
      copies.push(near.copy);
    }
    near.copy.taken ||= arrow.taken;
    return { ...arrow, to: near.copy };
  };

  const referTo = (arrow: Arrow): Arrow => {
    const to = {
      ...createReference(`to ${arrow.to.name ?? arrow.to.text}`),
      pointer: arrow.to.pointer,
      taken: arrow.taken,
    };
    copies.push(to);
    return { ...arrow, to };
  };

  const arrows = [...lane.arrows]
    .sort((a, b) => rankOf(a.from) - rankOf(b.from))
    .map((arrow) => {
      if (!arrow.to.node) return copyNear(arrow);
      return rankOf(arrow.to) - rankOf(arrow.from) > reach.question ? referTo(arrow) : arrow;
    });
  return { shapes: [...lane.shapes.filter(({ kind, node }) => kind === 'start' || node), ...copies], arrows };
}
