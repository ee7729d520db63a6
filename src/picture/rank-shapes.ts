import { groupBy } from './group-by.js';
import type { Lane, Shape } from './picture.js';

/**
 * Assigns a row to each shape of a lane: one below the lowest shape that leads to it.
 *
 * @param lane - Without cycles, like every rule that compiles.
 */
export function rankShapes({ shapes, arrows }: Pick<Lane, 'shapes' | 'arrows'>): Map<Shape, number> {
  const ranks = new Map(shapes.map((shape) => [shape, 0]));
  const leaving = groupBy(arrows, ({ from }) => from);
  const waiting = new Map([...groupBy(arrows, ({ to }) => to)].map(([to, coming]) => [to, coming.length]));
  const ready = shapes.filter((shape) => !waiting.has(shape));
  // The list grows while it is walked: a shape is ready when all shapes that lead to it have a row (Kahn's algorithm).
  for (const from of ready) {
    for (const { to } of leaving.get(from) ?? []) {
      ranks.set(to, Math.max(ranks.get(to)!, ranks.get(from)! + 1));
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) ready.push(to);
    }
  }
  return ranks;
}
