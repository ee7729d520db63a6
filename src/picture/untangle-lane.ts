import type { Arrow, Lane, Shape } from './picture.js';
import { rankShapes } from './rank-shapes.js';
import { createReference } from './to-shape.js';

/** How far arrows may reach, in rows. */
export interface Reach {
  /** Between the highest and the lowest question whose arrows end in one outcome; beyond that it is drawn again. */
  readonly outcome: number;
  /** Of an arrow to a question; beyond that it ends in a reference. */
  readonly question: number;
}

/**
 * Takes the longest arrows out of a lane. An outcome that questions far apart lead to is drawn near each of them; a
 * question stands once, and from afar a reference leads to it. Long arrows are hard to follow, and laying them out costs
 * the square of their length.
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
    const to = { ...createReference(`to ${arrow.to.name ?? arrow.to.text}`), taken: arrow.taken };
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
